import { describe, expect, test } from "vitest";
import { GpuFluidEngine } from "../../src/run/gpuFluidEngine.ts";
import { ReferenceFluidEngine } from "../../src/run/referenceFluidEngine.ts";
import { schemeParameters } from "../../src/solvers/sph/parameters/schemeParameters.ts";
import { useDevice } from "../support/device.ts";
import { unwrappedRows, velocityRows } from "../support/movingSolids.ts";
import { immersed, spacing } from "../support/rigidBodies.ts";

const device = useDevice();

/** Solves end after a fixed number of iterations: where they end by their error, rounding may decide. */
const schemes = [
  { kind: "weakly-compressible" },
  { kind: "entropically-damped" },
  { kind: "position-based" },
  {
    kind: "divergence-free",
    maximumIterations: 8,
    maximumDensityError: 1e-12,
    maximumDivergenceError: 1e-12,
  },
];

describe.each(schemes)(
  "a body falls through a fluid on the CPU as it does on the device, $kind,",
  (parameters) => {
    test.each([2, 3] as const)("in %iD", async (dimensions) => {
      const spin = dimensions === 2 ? [0, 0, 3] : [2, -1, 3];
      const given = { density: 2500, velocity: [0.5, -0.3, 0.2].slice(0, dimensions), angularVelocity: spin };
      const scheme = schemeParameters.parse(parameters);
      const acceleration = { constant: [3, -20, 5].slice(0, dimensions) };
      const { model, particles } = immersed(dimensions, given, { scheme, acceleration }, 2);
      const engine = await GpuFluidEngine.create(device(), model, particles);
      const reference = new ReferenceFluidEngine(model, particles);
      for (const either of [engine, reference]) await either.advance({ untilTime: 1e9, maximumSteps: 12 });
      const [measured, expected] = [await engine.frame(), await reference.frame()];
      engine.destroy();
      const start = unwrappedRows({ ...expected, particles }, 1);
      const [rows, speeds] = [unwrappedRows(measured, 1), velocityRows(measured, 1)];
      let farthest = 0;
      unwrappedRows(expected, 1).forEach((place, k) => {
        farthest = Math.max(farthest, Math.hypot(...place.map((x, axis) => x - start[k][axis])));
        place.forEach((x, axis) => expect(Math.abs(rows[k][axis] - x)).toBeLessThan(1e-4 * spacing));
      });
      velocityRows(expected, 1).forEach((velocity, k) =>
        velocity.forEach((v, axis) => expect(Math.abs(speeds[k][axis] - v)).toBeLessThan(1e-3)),
      );
      expect(farthest).toBeGreaterThan(0.05 * spacing);
    });
  },
);
