import type { Box } from "../../core/box.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";
import { readExtendedXyz } from "../../formats/readExtendedXyz.ts";
import { readFrameNpz } from "../../formats/readFrameNpz.ts";
import { readLammpsData } from "../../formats/readLammpsData.ts";
import { type FileFormat, fileFormats } from "../../run/scenario/setupSchema.ts";
import type { DroppedFile } from "./droppedFiles.ts";
import { boxAround, type FoundParticles } from "./particleScenario.ts";

/** Takes the place of a box until the particles are known. */
const anyBox: Box = {
  dimensions: 3,
  lower: [0, 0, 0],
  lengths: [1, 1, 1],
  boundaries: ["periodic", "periodic", "periodic"],
};

/**
 * The particles of a dropped file (its first frame), with a box around them where it holds none.
 *
 * @throws InputError where the file is malformed
 */
export function readParticles({ name, bytes }: DroppedFile): FoundParticles {
  const base = name.split(/[\\/]/).pop() as string;
  const file = readers[formatOf(base)](bytes, base);
  const box = file.box === undefined || file.box === anyBox ? boxAround(file.position) : undefined;
  return { name: base, file, box };
}

const readers: Record<FileFormat, (bytes: Uint8Array, path: string) => ParticleFile> = {
  extxyz: (bytes, path) => readExtendedXyz(new TextDecoder().decode(bytes), { path, box: anyBox }),
  "lammps-data": (bytes, path) => readLammpsData(new TextDecoder().decode(bytes), path),
  npz: readFrameNpz,
};

function formatOf(name: string): FileFormat {
  const formats = Object.entries(fileFormats) as [FileFormat, readonly string[]][];
  const found = formats.find(([, extensions]) =>
    extensions.some((extension) => name.toLowerCase().endsWith(extension)),
  );
  if (!found) throw new RangeError(`${name} has no extension of a particle file`);
  return found[0];
}
