import type { Box } from "../core/box.ts";
import { boundaryCodes } from "./frameNpz.ts";
import { decodeNpz } from "./npz.ts";
import { NpzArrayReader } from "./npzArrayReader.ts";
import type { ParticleFile } from "./particleFile.ts";
import { maximumId } from "./particleFile.ts";

/**
 * The particles of an `.npz` file: `position`, and where they are there `velocity`, `type`, `typeNames`, `id`,
 * `image`, `box`, `boundaries` and `dimensions`, as encodeFrameNpz writes them; other arrays are passed over.
 * Any numeric dtype that npy.ts reads will do. Throws InputError with every problem found.
 */
export function readFrameNpz(bytes: Uint8Array, path: string): ParticleFile {
  const reader = new NpzArrayReader(decodeNpz(bytes, path), path);
  const count = reader.count("position");
  const integers = { integer: true, minimum: 0, maximum: maximumId };
  const imageRange = { integer: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };

  const position = reader.numbers("position", [count, 3]);
  const velocity = reader.numbers("velocity", [count, 3]);
  const typeNames = reader.typeNames();
  const lastType = (typeNames?.length ?? maximumId + 1) - 1;
  const type = reader.numbers("type", [count], { ...integers, maximum: lastType });
  const id = reader.numbers("id", [count], { ...integers, minimum: 1 });
  if (id && new Set(id).size < id.length) reader.problem("id", "must be unique");
  const image = reader.numbers("image", [count, 3], imageRange);
  const box = readBox(reader);
  reader.throwProblems();
  return {
    count,
    box,
    position: position!,
    velocity,
    type: type && new Uint32Array(type),
    typeNames,
    id: id && new Uint32Array(id),
    image: image && new Int32Array(image),
  };
}

function readBox(reader: NpzArrayReader): Box | undefined {
  const corners = reader.numbers("box", [2, 3]);
  const codes = reader.numbers("boundaries", [3], { integer: true, minimum: 0, maximum: 2 }) ?? [0, 0, 0];
  const dimensions = reader.numbers("dimensions", [], { integer: true, minimum: 2, maximum: 3 })?.[0] ?? 3;
  if (!corners) return undefined;
  const [x, y, z, lengthX, lengthY, lengthZ] = corners;
  if (Math.min(lengthX, lengthY, lengthZ) <= 0) reader.problem("box", "must have edges (row 1) above 0");
  return {
    dimensions: dimensions === 2 ? 2 : 3,
    lower: [x, y, z],
    lengths: [lengthX, lengthY, lengthZ],
    boundaries: [boundaryCodes[codes[0]], boundaryCodes[codes[1]], boundaryCodes[codes[2]]],
  };
}
