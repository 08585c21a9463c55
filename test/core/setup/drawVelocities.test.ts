import { describe, expect, it } from "vitest";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import { drawVelocities, kineticEnergyOf } from "../../../src/core/setup/drawVelocities.ts";
import type { VelocityDistribution } from "../../../src/core/setup/drawVelocities.ts";

const count = 20_000;
const mass = Float64Array.from({ length: count }, (_, i) => (i % 2 ? 1 : 5));
const distribution: VelocityDistribution = {
  dimensions: 3,
  mass,
  thermalEnergy: 1.44,
  degreesOfFreedom: 3 * count - 3,
  removeMomentum: true,
};

function draw(changes: Partial<VelocityDistribution> = {}, seed = 1): Float64Array {
  const random = new RandomSequence(seed, randomStreams.velocities);
  return drawVelocities({ ...distribution, ...changes }, () => random.gaussian());
}

function momentum(velocity: Float64Array, axis: number): number {
  return mass.reduce((sum, m, i) => sum + m * velocity[3 * i + axis], 0);
}

describe("drawVelocities", () => {
  it("meets the temperature exactly: K = f k_B T / 2", () => {
    expect(kineticEnergyOf(draw(), mass)).toBeCloseTo(0.5 * (3 * count - 3) * 1.44, 7);
  });

  it("has no total momentum", () => {
    const velocity = draw();
    for (let axis = 0; axis < 3; axis++) expect(Math.abs(momentum(velocity, axis))).toBeLessThan(1e-9);
  });

  it("keeps the momentum drawn where asked to", () => {
    expect(Math.abs(momentum(draw({ removeMomentum: false }), 0))).toBeGreaterThan(1);
  });

  it("follows Maxwell–Boltzmann: ⟨m v²⟩ = k_B T for light and heavy, ⟨v⁴⟩ = 3⟨v²⟩²", () => {
    const velocity = draw();
    for (const m of [1, 5]) {
      const squares = [...velocity].filter((_, k) => mass[Math.floor(k / 3)] === m).map((v) => m * v * v);
      const mean = squares.reduce((sum, x) => sum + x, 0) / squares.length;
      const meanSquare = squares.reduce((sum, x) => sum + x * x, 0) / squares.length;
      // Standard deviations: √(2/n) of the mean, √(96/n)/3 of the kurtosis.
      expect(Math.abs(mean / 1.44 - 1)).toBeLessThan(4 * Math.sqrt(2 / squares.length));
      expect(Math.abs(meanSquare / mean ** 2 / 3 - 1)).toBeLessThan((4 * Math.sqrt(96 / squares.length)) / 3);
    }
  });

  it("has no z velocity in two dimensions", () => {
    const velocity = draw({ dimensions: 2, degreesOfFreedom: 2 * count - 2 });
    expect(velocity.filter((v, k) => k % 3 === 2 && v !== 0)).toHaveLength(0);
    expect(kineticEnergyOf(velocity, mass)).toBeCloseTo((count - 1) * 1.44, 7);
  });

  it("is at rest at temperature 0", () => {
    expect(draw({ thermalEnergy: 0 }).every((v) => v === 0)).toBe(true);
  });

  it("repeats for a seed and differs between seeds", () => {
    expect(draw({}, 3)).toEqual(draw({}, 3));
    expect(draw({}, 3)).not.toEqual(draw({}, 4));
  });
});
