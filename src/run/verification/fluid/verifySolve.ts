import { divergenceFreeNumbers } from "../../../solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import {
  fillRates,
  impelledVelocities,
  restDensities,
  wallReactions,
} from "../../../solvers/sph/reference/divergenceFree.ts";
import {
  paceAt,
  type SolveEquations,
  softened,
  softnessesOf,
} from "../../../solvers/sph/reference/divergenceFreeSolve.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { rowsOf } from "./rowsOf.ts";
import { volumesAtRest } from "./solveFields.ts";

/** One solve of divergence-free SPH: its equations, its first iteration, and what it leaves. */
export function verifySolve(
  model: FluidModel,
  pairs: PairTable,
  name: "density" | "divergence",
  after: Readonly<Record<string, DeviceFields>>,
  duration: number,
): VerificationRow[] {
  const begun = after[`${name}: begin`];
  const { type } = begun;
  const fields = { type, volume: volumesAtRest(model, begun) };
  const row = rowsOf(model, type, "fluids");
  const [factor, source, softness] = [0, 1, 3].map((column) => begun.floats("scratchB", 4, [column]));
  const impulse = begun.floats("scratchC", 2, [0]);
  const applied = after[`${name}: applyImpulse`].floats("scratchA", 4, [0, 1, 2]);
  const impelled = impelledVelocities(model, fields, begun.velocity, impulse, pairs);
  const rates = fillRates(model, fields, applied, pairs);
  const weight = paceAt(1).stride * divergenceFreeNumbers(model).relaxation;
  const next = {
    value: impulse.map((s, i) =>
      Math.max(0, s + weight * factor[i] * (rates.value[i] + source[i] - softness[i] * s)),
    ),
    scale: impulse.map(
      (s, i) => s + weight * factor[i] * (rates.scale[i] + Math.abs(source[i]) + softness[i] * s),
    ),
  };
  const found = after[`${name}: improveImpulse`].floats("scratchC", 2, [0]);
  const rows = [
    row(`${name}: applyImpulse`, "velocities", applied, impelled),
    row(`${name}: improveImpulse`, "impulses", found, next),
  ];
  if (name === "density") rows.unshift(...equationRows(model, begun, duration, { factor, source, softness }));
  return model.solids.length > 0 ? [...rows, reactionRow(model, pairs, name, after)] : rows;
}

/** What the constant-density solve has to make up for, what it leaves to the fluid's compressibility, and factors with that. */
function equationRows(
  model: FluidModel,
  { type, density, rate }: DeviceFields,
  duration: number,
  { factor, source, softness }: SolveEquations,
): VerificationRow[] {
  const rest = restDensities(model, type);
  const compression = {
    value: density.map((rho, i) => (rho / rest[i] - 1) / duration),
    scale: density.map((rho, i) => (rho / rest[i] + 1) / duration),
  };
  const soft = softnessesOf(model, type, duration);
  const factors = rate.map((f, i) => softened(f, soft[i]));
  const row = rowsOf(model, type, "fluids");
  return [
    row("density: begin", "compressions over the step", source, compression),
    row("density: begin", "softnesses", softness, { value: soft, scale: soft }),
    row("density: begin", "factors", factor, { value: factors, scale: factors }),
  ];
}

/** The reaction of the last iteration's impulses on walls. */
function reactionRow(
  model: FluidModel,
  pairs: PairTable,
  name: string,
  after: Readonly<Record<string, DeviceFields>>,
): VerificationRow {
  const before = after[`last ${name}: judgeError`];
  const fields = { type: before.type, volume: volumesAtRest(model, before) };
  const accepted = before.floats("scratchB", 4, [2]);
  const reaction = wallReactions(model, fields, accepted, pairs);
  const carried = {
    value: reaction.value.map((v, k) => before.deviation[k] + v),
    scale: reaction.scale.map((size, k) => Math.abs(before.deviation[k]) + size),
  };
  const walls = rowsOf(model, before.type, "walls");
  return walls(`${name}: finish`, "reactions", after[`${name}: finish`].deviation, carried);
}
