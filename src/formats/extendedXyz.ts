import type { Frame } from "../core/frame.ts";
import { InputError } from "../core/failure.ts";
import { formatNumber, formatRow } from "./formatNumber.ts";
import { lineChunks } from "./lineChunks.ts";

/**
 * A frame as extended XYZ (https://github.com/libAtoms/extxyz), piece by piece. Columns: name of the type, position,
 * velocity, id, image. `Origin` is the lower corner, as OVITO has it; `boundaries` and `dimensions` add what `pbc`
 * cannot say. Every number reads back bit for bit. Throws InputError for a type name with white space.
 */
export function* extendedXyzChunks(frame: Frame): Generator<string> {
  const { particles, typeNames } = frame;
  const odd = typeNames.find((name) => !/^\S+$/.test(name));
  if (odd !== undefined)
    throw new InputError([
      { path: "", message: `type name ${JSON.stringify(odd)}: extended XYZ needs names without white space` },
    ]);
  yield `${particles.count}\n${commentLine(frame)}\n`;
  yield* lineChunks(particles.count, (i) => {
    const { position, velocity, image } = particles;
    const vectors = `${formatRow(position, i)} ${formatRow(velocity, i)}`;
    return `${typeNames[particles.type[i]]} ${vectors} ${particles.id[i]} ${formatRow(image, i)}`;
  });
}

function commentLine({ step, time, box }: Frame): string {
  const [x, y, z] = box.lengths.map(formatNumber);
  const periodic = box.boundaries.map((boundary) => (boundary === "periodic" ? "T" : "F"));
  return [
    `Lattice="${x} 0 0 0 ${y} 0 0 0 ${z}"`,
    `Origin="${box.lower.map(formatNumber).join(" ")}"`,
    `pbc="${periodic.join(" ")}"`,
    `boundaries="${box.boundaries.join(" ")}"`,
    `dimensions=${box.dimensions}`,
    "Properties=species:S:1:pos:R:3:velo:R:3:id:I:1:image:I:3",
    `Step=${step}`,
    `Time=${formatNumber(time)}`,
  ].join(" ");
}
