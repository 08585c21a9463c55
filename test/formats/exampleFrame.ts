import type { Frame } from "../../src/core/frame.ts";
import type { ParticleFile } from "../../src/formats/particleFile.ts";

/** Numbers that a decimal text loses when it has too few digits, or that a careless formatter mangles. */
export const awkwardNumbers = [
  0.1 + 0.2,
  1 / 3,
  -0,
  5e-324,
  1.7976931348623157e308,
  1e21,
  -123456.78901234567,
  2 ** -24,
  Math.PI,
];

/** Three particles of two types in a box with a lower corner and all three kinds of sides. */
export function exampleFrame(): Frame {
  return {
    step: 5_000_000_000,
    time: 0.1 + 0.2,
    box: {
      dimensions: 3,
      lower: [-1.5, 0, 1 / 3],
      lengths: [3.25, 0.7, 10],
      boundaries: ["periodic", "reflecting", "open"],
    },
    particles: {
      count: 3,
      position: Float64Array.from(awkwardNumbers),
      velocity: Float64Array.from(awkwardNumbers.toReversed()),
      type: Uint32Array.of(1, 0, 1),
      id: Uint32Array.of(1, 2, 4294967295),
      image: Int32Array.of(0, -1, 2147483647, -2147483648, 0, 0, 5, 6, 7),
    },
    force: Float64Array.from(awkwardNumbers, (x) => x / 7),
    potentialEnergy: Float64Array.of(-6.7733681, 0.1, 1e-30),
    typeNames: ["Ar", "Kr"],
  };
}

/** The bytes behind an array, in which 0 and −0 differ. */
export function bitsOf(array: ArrayBufferView | undefined): number[] {
  if (!array) throw new Error("there is no array to compare");
  return [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)];
}

/** The name of each particle's type. */
export function labelsOf({ type, typeNames }: ParticleFile): string[] {
  return Array.from(type ?? [], (index) => typeNames?.[index] ?? "unnamed");
}
