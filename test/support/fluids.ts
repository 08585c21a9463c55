import type { Box } from "../../src/core/box.ts";
import { createParticles } from "../../src/core/particles.ts";
import { unitSystems } from "../../src/core/units.ts";
import { findEquationOfState } from "../../src/solvers/sph/equationsOfState/index.ts";
import { findSmoothingKernel } from "../../src/solvers/sph/kernels/index.ts";
import type { FluidModel, FluidParticles } from "../../src/solvers/sph/model.ts";
import { schemeParameters } from "../../src/solvers/sph/parameters/schemeParameters.ts";

/** A model of water in a box, to be changed where a test cares. */
export function fluidModel(
  changes: Partial<FluidModel> & { readonly box: Box; readonly spacing: number },
): FluidModel {
  const { spacing, box } = changes;
  const kernel = changes.kernel ?? findSmoothingKernel("wendland-c2");
  const smoothingLength = changes.smoothingLength ?? kernel.usualRatio * spacing;
  const supportRadius = kernel.support * smoothingLength;
  const referenceDensity = 1000;
  return {
    units: unitSystems.si,
    kernel,
    smoothingLength,
    supportRadius,
    fluids: [
      {
        name: "water",
        referenceDensity,
        soundSpeed: 20,
        kinematicViscosity: 1e-3,
        particleMass: referenceDensity * spacing ** box.dimensions,
      },
    ],
    solids: [],
    equationOfState: findEquationOfState("tait"),
    equationParameters: { exponent: 7, backgroundPressure: 0 },
    scheme: schemeParameters.parse({ kind: "weakly-compressible" }),
    viscosities: [{ kind: "laminar" }],
    acceleration: { constant: [0, 0, 0] },
    timeStepping: { courantNumber: 0.25, dampingTime: 0 },
    expectedSpeed: 2,
    skin: 0.1 * supportRadius,
    neighbours: "list",
    seed: 1,
    ...changes,
  };
}

/** Particles of one material at points (N, 3), at rest at the reference density. */
export function fluidParticles(
  model: FluidModel,
  points: ArrayLike<number>,
  material: (point: readonly [number, number, number], index: number) => number = () => 0,
): FluidParticles {
  const count = points.length / 3;
  const particles = createParticles(count);
  particles.position.set(points);
  for (let i = 0; i < count; i++) {
    particles.type[i] = material([points[3 * i], points[3 * i + 1], points[3 * i + 2]], i);
  }
  const density = Float64Array.from(
    particles.type,
    (type) => (model.fluids[type] ?? model.fluids[0]).referenceDensity,
  );
  return { ...particles, density };
}
