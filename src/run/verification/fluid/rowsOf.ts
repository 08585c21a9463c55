import { type FluidModel, isSolid } from "../../../solvers/sph/model.ts";
import type { ScaledValues } from "../../../solvers/sph/reference/termSum.ts";
import { roundingRow, type VerificationRow } from "../verificationRow.ts";

/** The kinds of particles that a row speaks of. */
export type Kind = "fluids" | "walls";

/** A function that makes rows about the particles of one kind: arrays of one or more columns a particle, in id order. */
export function rowsOf(model: FluidModel, type: Uint32Array, kind: Kind) {
  const chosen = [...type.keys()].filter((i) => isSolid(model, type[i]) === (kind === "walls"));
  return (
    pass: string,
    detail: string,
    measured: Float64Array,
    { value, scale }: ScaledValues,
  ): VerificationRow => {
    const columns = measured.length / type.length;
    const entries = chosen.flatMap((i) =>
      Array.from({ length: columns }, (_, column) => columns * i + column),
    );
    const pick = (values: Float64Array) => entries.map((k) => values[k]);
    return roundingRow(
      pass,
      `${detail} of ${kind}`,
      pick(measured),
      pick(value),
      aboveUnderflow(pick(scale)),
    );
  };
}

/** Factors of a product underflow long before it does: what is so much smaller than the largest may be lost. */
const negligible = 2 ** -40;

/** Scales, each with a negligible share of the largest one on top. */
export function aboveUnderflow(scales: readonly number[]): number[] {
  const largest = scales.reduce((most, scale) => (scale < Infinity ? Math.max(most, scale) : most), 0);
  return scales.map((scale) => scale + negligible * largest);
}
