import type { FluidModel } from "../../../solvers/sph/model.ts";
import {
  continuityRates,
  dampedPressureRates,
  summedDensities,
} from "../../../solvers/sph/reference/density.ts";
import { densityGradients } from "../../../solvers/sph/reference/densityGradient.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { equationPressures } from "../../../solvers/sph/reference/pressure.ts";
import { refersPressure } from "../../../solvers/sph/reference/pressureReference.ts";
import { advanced } from "../../../solvers/sph/reference/termSum.ts";
import type { VerificationRow } from "../verificationRow.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { decidedReferences } from "./decidedReferences.ts";
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

/** New densities, and the pressures that belong to them unless the scheme advances those by themselves. */
export function verifyDensity(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const { scheme } = model;
  const { type } = before;
  const row = rowsOf(model, type, "fluids");
  const integrates = scheme.kind === "weakly-compressible" && scheme.density === "continuity";
  const start = { ...before, density: before.kept };
  const expected = integrates
    ? advanced(
        start.density,
        continuityRates(model, start, pairs, before.clock.bodyForce, before.gradient),
        duration,
      )
    : summedDensities(model, type, pairs);
  const how = integrates ? "by the continuity equation" : "as sums over neighbours";
  const densities = row("updateDensity", `densities ${how}`, after.density, expected);
  if (scheme.kind === "entropically-damped") return [densities];
  const pressures = equationPressures(model, type, after.density);
  return [densities, row("updateDensity", "pressures", after.pressure, pressures)];
}

/** Pressures of entropic damping, and what the force pass takes them relative to. */
export function verifyDampedPressure(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  after: DeviceFields,
  duration: number,
): VerificationRow[] {
  const fields = { ...before, pressure: before.kept };
  const pressures = advanced(before.kept, dampedPressureRates(model, fields, pairs), duration);
  const row = rowsOf(model, before.type, "fluids");
  const rows = [row("updatePressure", "pressures", after.pressure, pressures)];
  if (!refersPressure(model)) return rows;
  const references = decidedReferences(model, fields, pairs);
  return [...rows, row("updatePressure", "mean pressures around", after.pressureReference, references)];
}
