import { expect, test } from "vitest";
import { clusterRows, particleRows } from "../../src/gpu/rowLayout.ts";
import { verifyFluid } from "../../src/run/verifyFluid.ts";
import { schemeOf } from "../solvers/sph/reference/fluidModels.ts";
import { useDevice } from "../support/device.ts";
import { fluidTank } from "./fluidTank.ts";

const device = useDevice();

test.each([
  ["weakly-compressible", 2],
  ["weakly-compressible", 3],
  ["entropically-damped", 2],
  ["position-based", 2],
  ["divergence-free", 2],
] as const)(
  "without a list every pass agrees with the float64 reference, whatever rows lists would have, %s, in %i dimensions",
  async (kind, dimensions) => {
    const { model, particles } = fluidTank(dimensions, { scheme: schemeOf(kind), neighbours: "rows" });
    for (const rowLayout of [clusterRows, particleRows]) {
      const { rows } = await verifyFluid({ ...device(), rowLayout }, model, particles, { steps: 3 });
      expect(rows.length).toBeGreaterThan(20);
      expect(rows.filter(({ ok }) => !ok)).toEqual([]);
    }
  },
);
