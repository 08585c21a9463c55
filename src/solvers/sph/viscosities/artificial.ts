import { z } from "zod";
import type { ViscosityModel } from "./viscosityModel.ts";

/** ε of μ, which keeps the term finite where particles meet. */
const softening = 0.01;

/** α-viscosity: acts on approaching particles alone and stands in for a bulk and a shear viscosity. */
export const artificial: ViscosityModel = {
  name: "artificial",
  formula: "−m_j Π ∇W, Π = −α c̄ μ / ρ̄, μ = h v·r / (r² + 0.01 h²) for v·r < 0",
  citation: "J. J. Monaghan, Annu. Rev. Astron. Astrophys. 30, 543 (1992)",
  parameters: z
    .strictObject({
      kind: z.literal("artificial"),
      coefficient: z.number().positive().meta({ description: "α", dimension: "1" }),
    })
    .meta({ description: "artificial viscosity (Monaghan 1992)" }),
  acceleration(pair, { coefficient }) {
    const [x, y, z] = pair.separation;
    const approach = x * pair.velocity[0] + y * pair.velocity[1] + z * pair.velocity[2];
    if (approach >= 0) return [0, 0, 0];
    const h = pair.smoothingLength;
    const mu = (h * approach) / (pair.distanceSquared + softening * h * h);
    const pressureTerm = (-coefficient * pair.soundSpeed * mu) / (0.5 * (pair.densityI + pair.densityJ));
    const factor = -pair.massJ * pressureTerm * pair.slope;
    return [factor * x, factor * y, factor * z];
  },
  timeStepLimit: ({ soundSpeed }, h, { coefficient }) => h / (soundSpeed * (1 + 1.2 * coefficient)),
  coefficients: ({ coefficient }) => [coefficient, 0, 0, 0],
  wgslFunction: "artificialViscosity",
  wgsl: /* wgsl */ `
fn artificialViscosity(pair: Pair, c: vec4f) -> vec2f {
  let h = fluid.smoothingLength;
  let approach = min(dot(pair.separation, pair.velocity), 0.0);
  let perLength = approach / ((pair.distanceSquared + ${softening} * h * h) * (pair.densityI + pair.densityJ));
  return vec2f(2.0 * c.x * h * pair.soundSpeed * pair.massJ * perLength * pair.slope, 0.0);
}`,
};
