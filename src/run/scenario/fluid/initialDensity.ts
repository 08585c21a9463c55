import { equationMaterial } from "../../../solvers/sph/equationMaterial.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import type { Particles } from "../../../core/particles.ts";
import { parseField, type Field } from "./expression.ts";
import type { FluidPart } from "./fluidSetupSchema.ts";
import type { PlacedPart } from "./placeFluid.ts";

/** Densities of all particles at the start: those that belong to the pressures asked for; of solids the first fluid's. */
export function initialDensity(
  model: FluidModel,
  particles: Particles,
  parts: readonly PlacedPart[],
  fluids: readonly FluidPart[],
): Float64Array {
  const density = Float64Array.from(particles.type, (type) => equationMaterial(model, type).referenceDensity);
  fluids.forEach(({ pressure }, k) => {
    if (pressure === "rest") return;
    const part = parts[k];
    const field = pressure === "hydrostatic" ? weightAbove(model, particles, part) : parseField(pressure);
    const material = equationMaterial(model, part.material);
    for (let i = part.first; i < part.first + part.count; i++) {
      const [x, y, z] = particles.position.subarray(3 * i, 3 * i + 3);
      density[i] = model.equationOfState.density(field(x, y, z), material, model.equationParameters);
    }
  });
  return density;
}

/** ρ0 g · depth below the part's highest particle and half a spacing. */
function weightAbove(
  model: FluidModel,
  { position }: Particles,
  { first, count, material }: PlacedPart,
): Field {
  const g = model.acceleration.constant;
  const along = (x: number, y: number, z: number) => g[0] * x + g[1] * y + g[2] * z;
  let top = Infinity;
  for (let i = first; i < first + count; i++) {
    top = Math.min(top, along(position[3 * i], position[3 * i + 1], position[3 * i + 2]));
  }
  const surface = top - (Math.hypot(...g) * model.spacing) / 2;
  const { referenceDensity } = model.fluids[material];
  return (x, y, z) => referenceDensity * (along(x, y, z) - surface);
}
