import { describe, expect, test } from "vitest";
import { alongBodyForce } from "../../../src/solvers/sph/alongBodyForce.ts";
import type { FluidModel } from "../../../src/solvers/sph/model.ts";

const code = (dimensions: 2 | 3, acceleration: FluidModel["acceleration"]) =>
  alongBodyForce({ box: { dimensions }, acceleration } as FluidModel);

describe("the product of a distance and the body force", () => {
  test("has no term for axes along which nothing ever acts", () => {
    expect(code(3, { constant: [0, 0, -9.81] })).toContain("return d.z * bodyForce.z;");
  });

  test("has terms for oscillations as well", () => {
    const oscillation = { amplitude: [0, 2, 0], frequency: 1, phase: 0 };
    expect(code(3, { constant: [1, 0, 0], oscillation })).toContain(
      "return d.x * bodyForce.x + d.y * bodyForce.y;",
    );
  });

  test("is zero where there is no body force", () => {
    expect(code(2, { constant: [0, 0] })).toContain("return 0.0;");
  });
});
