import { describe, expect, test } from "vitest";
import { smoothingKernels } from "../../../src/solvers/sph/kernels/index.ts";
import { fillingVolume } from "../../../src/solvers/sph/latticeSum.ts";
import { latticeVolume } from "../../../src/solvers/sph/reference/divergenceFree.ts";
import { spacing, tank } from "./divergenceFreeCases.ts";

describe.each(smoothingKernels.map((kernel) => [kernel.name, kernel] as const))(
  "with the kernel %s",
  (_, kernel) => {
    test.each([2, 3] as const)("the volume that fills a lattice is the reference's, in %iD", (dimensions) => {
      const { model } = tank({ dimensions, size: [4, 4, 4] });
      for (const ratio of [1, 1.3, 2]) {
        const smoothingLength = ratio * spacing;
        const supportRadius = kernel.support * smoothingLength;
        const scaled = { ...model, kernel, smoothingLength, supportRadius };
        expect(fillingVolume(scaled) / latticeVolume(scaled)).toBeCloseTo(1, 12);
      }
    });

    test.each([2, 3] as const)(
      "it comes to spacing^D where there are many neighbours, in %iD",
      (dimensions) => {
        const { model } = tank({ dimensions, size: [4, 4, 4] });
        const smoothingLength = 3 * spacing;
        const supportRadius = kernel.support * smoothingLength;
        const volume = fillingVolume({ ...model, kernel, smoothingLength, supportRadius });
        expect(Math.abs(volume / spacing ** dimensions - 1)).toBeLessThan(5e-3);
      },
    );
  },
);
