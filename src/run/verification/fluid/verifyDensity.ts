import type { FluidModel } from "../../../solvers/sph/model.ts";
import { summedDensities } from "../../../solvers/sph/reference/density.ts";
import { densityGradients } from "../../../solvers/sph/reference/densityGradient.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { equationPressures } from "../../../solvers/sph/reference/pressure.ts";
import { advancedQuantity, extrapolatedRates } from "../../../solvers/sph/reference/stateRates.ts";
import { advanced } from "../../../solvers/sph/reference/termSum.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { rowsOf } from "./rowsOf.ts";

/** Density gradients, where the density diffusion asks for them. */
export function verifyGradient(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow {
  const expected = densityGradients(model, { ...before, density: before.kept }, pairs);
  const row = rowsOf(model, before.type, "fluids");
  return row("computeDensityGradient", "density gradients", after.gradient, expected);
}

/** Densities as sums, and the pressures that belong to them unless the scheme advances those by themselves. */
export function verifySummedDensity(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
): VerificationRow[] {
  const { type } = before;
  const row = rowsOf(model, type, "fluids");
  const expected = summedDensities(model, type, pairs);
  const densities = row("updateDensity", "densities as sums over neighbours", after.density, expected);
  if (advancedQuantity(model) === "pressure") return [densities];
  const pressures = equationPressures(model, type, after.density);
  return [densities, row("updateDensity", "pressures", after.actingPressure, pressures)];
}

/** Densities and pressures at the end of a step, what the next one starts from, and the rates that it predicts with. */
export function verifyAdvancedState(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const { type } = before;
  const quantity = advancedQuantity(model);
  const row = (detail: string, measured: Float64Array, expected: Parameters<ReturnType<typeof rowsOf>>[3]) =>
    rowsOf(model, type, "fluids")("integrateSecond", detail, measured, expected);
  const same = (value: Float64Array) => ({ value, scale: new Float64Array(value.length) });
  const kept = quantity === "pressure" ? after.pressure : after.density;
  const rows = [row("what the next step starts from", after.kept, same(kept))];
  if (!quantity) return rows;
  const rates = { value: before.rate, scale: before.rate.map(Math.abs) };
  rows.push(
    quantity === "density"
      ? row("pressures", after.pressure, equationPressures(model, type, after.density))
      : row("densities", after.density, same(before.density)),
    row(
      quantity === "density" ? "densities" : "pressures",
      after[quantity],
      advanced(before.kept, rates, duration),
    ),
    row("rates kept", after.lastRate, same(before.rate)),
    row(
      "rates extrapolated to the next step",
      after.rate,
      extrapolatedRates({ rate: before.rate, earlierRate: before.lastRate }),
    ),
  );
  return rows;
}
