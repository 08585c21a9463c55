import type { BenchSuite, CaseResult } from "../benchSuite.ts";
import { type DamBreakSize, damBreakWork } from "../damBreakWork.ts";
import { raceDamBreak } from "../raceDamBreak.ts";
import { shareOf } from "../raceMelt.ts";
import { whyNot } from "./scaling.ts";

/**
 * About 20,000, 100,000 and 1,000,000 particles with either support, and steps: multiples of seven, as a list is built again about every
 * seventh, and as many as take a processor some seconds.
 */
const sizes: readonly (DamBreakSize & { readonly steps: number })[] = [
  { spacing: 0.06, supportRatio: 4, steps: 70 },
  { spacing: 0.027, supportRatio: 4, steps: 28 },
  { spacing: 0.0107, supportRatio: 4, steps: 7 },
  { spacing: 0.05, supportRatio: 2.6, steps: 140 },
  { spacing: 0.025, supportRatio: 2.6, steps: 42 },
  { spacing: 0.0102, supportRatio: 2.6, steps: 7 },
];

/**
 * 33 particles within the support, as SPlisHSPlasH has: the particle itself and six in the very edge are among them. Once with the default measure of the error, once with
 * that of SPlisHSPlasH. Steps enough that the first ones, which find their pressures, weigh little.
 */
const divergenceFree = ["deviation", "compression"].map((errorMeasure) => ({
  spacing: 0.023,
  supportRatio: 2,
  steps: 30,
  settings: [
    "solver.kernel=cubic-spline",
    `solver.scheme=${JSON.stringify({ kind: "divergence-free", errorMeasure })}`,
    "solver.viscosities=[]",
  ],
}));

/** Of the device, of its copies here and of the other program together. */
const bytesPerParticle = 5000;

export const damBreak: BenchSuite = {
  name: "dam-break",
  title: "weakly compressible SPH in 3D, walls counted: scenarios/dam-break-3d.json in motion, and DFSPH",
  async run(environment) {
    const cases: CaseResult[] = [];
    for (const { steps, ...size } of [...sizes, ...divergenceFree]) {
      const work = await damBreakWork(size, shareOf(steps, environment));
      const { name, particles } = work;
      const skipped = whyNot(particles, 0, undefined, bytesPerParticle);
      if (skipped === undefined) cases.push(await raceDamBreak(work, environment));
      else cases.push({ name, particles, steps: work.steps, entries: [], loads: [], skipped });
    }
    return cases;
  },
};
