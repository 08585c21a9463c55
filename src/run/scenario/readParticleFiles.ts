import type { Box } from "../../core/box.ts";
import { InputError } from "../../core/failure.ts";
import type { InputProblem } from "../../core/failure.ts";
import type { ParticleFile } from "../../formats/particleFile.ts";
import { readExtendedXyz } from "../../formats/readExtendedXyz.ts";
import { readFrameNpz } from "../../formats/readFrameNpz.ts";
import { readLammpsData } from "../../formats/readLammpsData.ts";
import { type ReadFile, readNamedFile } from "./readFile.ts";
import { resolveBox } from "./resolveBox.ts";
import { fileFormats } from "./setupSchema.ts";
import type { FileFormat, FilePart, Setup } from "./setupSchema.ts";

/**
 * The particle files of a set-up, by the index of their part.
 *
 * @throws InputError that lists every file that cannot be read, and why
 */
export async function readParticleFiles(
  setup: Setup,
  readFile: ReadFile,
): Promise<ReadonlyMap<number, ParticleFile>> {
  const files = new Map<number, ParticleFile>();
  const problems: InputProblem[] = [];
  for (const [index, part] of setup.particles.entries()) {
    if (part.kind !== "file") continue;
    try {
      files.set(index, await readPart(part, `setup.particles.${index}`, readFile, resolveBox(setup)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return files;
}

async function readPart(
  part: FilePart,
  path: string,
  readFile: ReadFile,
  box: Box | undefined,
): Promise<ParticleFile> {
  const format = part.format ?? formatOf(part.path);
  if (!format) {
    const known = Object.values(fileFormats).flat().join(", ");
    const message = `is needed: the extension of ${part.path} is none of ${known}`;
    throw new InputError([{ path: `${path}.format`, message }]);
  }
  const bytes = await readNamedFile(readFile, part.path, `${path}.path`);
  return readers[format](bytes, part.path, box);
}

const readers: Record<FileFormat, (bytes: Uint8Array, path: string, box: Box | undefined) => ParticleFile> = {
  extxyz: (bytes, path, box) => readExtendedXyz(new TextDecoder().decode(bytes), { path, box }),
  "lammps-data": (bytes, path) => readLammpsData(new TextDecoder().decode(bytes), path),
  npz: (bytes, path) => readFrameNpz(bytes, path),
};

function formatOf(file: string): FileFormat | undefined {
  const formats = Object.keys(fileFormats) as FileFormat[];
  return formats.find((format) =>
    fileFormats[format].some((extension) => file.toLowerCase().endsWith(extension)),
  );
}
