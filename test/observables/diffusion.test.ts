import { describe, expect, it } from "vitest";
import { einsteinDiffusion, greenKuboDiffusion } from "../../src/observables/diffusion.ts";

// The Ornstein–Uhlenbeck process with k_B T / m = 1 and friction 4 has D = 1/4, known for all times.
const friction = 4;
const elapsed = Array.from({ length: 2001 }, (_, k) => k * 0.005);
const process = {
  elapsed,
  meanSquareDisplacement: elapsed.map(
    (t) => ((2 * 3) / friction ** 2) * (friction * t - 1 + Math.exp(-friction * t)),
  ),
  velocityAutocorrelation: elapsed.map((t) => 3 * Math.exp(-friction * t)),
};

describe("diffusion coefficient", () => {
  it("of an Ornstein–Uhlenbeck process is k_B T / (m γ) by the Einstein relation", () => {
    expect(einsteinDiffusion(process, 3)).toBeCloseTo(0.25, 6);
  });

  it("of an Ornstein–Uhlenbeck process is k_B T / (m γ) by the Green–Kubo relation", () => {
    expect(greenKuboDiffusion(process, 3)).toBeCloseTo(0.25, 4);
  });

  it("leaves the ballistic first half out of the Einstein fit", () => {
    const times = [0, 1, 2, 3, 4];
    const curve = { ...process, elapsed: times, meanSquareDisplacement: [0, 9, 4, 8, 12] };
    expect(einsteinDiffusion(curve, 2)).toBeCloseTo(1, 12);
  });

  it("is undefined where the curve is too short or has no origin", () => {
    const single = { elapsed: [0], meanSquareDisplacement: [0], velocityAutocorrelation: [1] };
    expect(einsteinDiffusion(single, 3)).toBeUndefined();
    expect(greenKuboDiffusion(single, 3)).toBeUndefined();
    expect(einsteinDiffusion({ ...single, elapsed: [] }, 3)).toBeUndefined();
    expect(greenKuboDiffusion({ ...process, elapsed: elapsed.map((t) => t + 1) }, 3)).toBeUndefined();
  });
});
