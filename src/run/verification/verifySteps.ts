import { minimumImage } from "../../core/box.ts";
import { positionCode } from "../../core/fixedPoint.ts";
import type { Frame } from "../../core/frame.ts";
import type { Totals } from "../../observables/samples.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import type { Engine } from "../engine.ts";
import { pairScales } from "./pairScales.ts";
import { roundingRow, roundingTolerance, roundingUnit, type VerificationRow } from "./verificationRow.ts";

/** The same number of steps on both engines, and where they have come to. */
interface Advanced {
  readonly frame: Frame;
  readonly totals: Totals;
}

/**
 * Compares whole steps of two engines that start from the same state: after the first step particle by particle, after
 * the last as root mean square over all particles, since single trajectories drift apart by themselves.
 */
export async function verifySteps(
  model: MolecularModel,
  device: Engine,
  reference: Engine,
  steps: number,
): Promise<VerificationRow[]> {
  const start = await device.frame();
  const first = [await advance(device, 1), await advance(reference, 1)] as const;
  const rows = compare(model, start, first, "after 1 step");
  if (steps <= 1) return rows;
  const last = [await advance(device, steps - 1), await advance(reference, steps - 1)] as const;
  return [...rows, ...compare(model, first[0].frame, last, `after ${steps} steps, root mean square`, steps)];
}

async function advance(engine: Engine, steps: number): Promise<Advanced> {
  const untilStep = engine.step + steps;
  const none = { pairHistogramAt: [], displacementAt: [] };
  const { totals } = await engine.advance({ untilStep, totalsAt: [untilStep], ...none });
  const frame = await engine.frame();
  // A minimiser that has converged stands still before the step that was asked for.
  const [last] = totals.length > 0 ? totals : (await sampleNow(engine)).totals;
  return { frame, totals: last };
}

function sampleNow(engine: Engine) {
  const { step } = engine;
  return engine.advance({ untilStep: step, totalsAt: [step], pairHistogramAt: [], displacementAt: [] });
}

function compare(
  model: MolecularModel,
  before: Frame,
  [device, reference]: readonly [Advanced, Advanced],
  detail: string,
  averagedSteps?: number,
): VerificationRow[] {
  const steps = averagedSteps ?? 1;
  const expected = reference.frame.particles;
  const measured = device.frame.particles;
  const scales = stepScales(model, [before, reference.frame], steps);
  const positionError = measured.position.map((x, k) =>
    minimumImage(x - expected.position[k], k % 3, model.box),
  );
  const velocityError = measured.velocity.map((v, k) => v - expected.velocity[k]);
  const row = (pass: string, error: Float64Array, scale: Float64Array) =>
    averagedSteps === undefined
      ? roundingRow(pass, detail, error, new Float64Array(error.length), scale)
      : roundingRow(pass, detail, [rootMeanSquare(error)], [0], [rootMeanSquare(scale)]);
  const heat = [device, reference].map(({ totals }) => [totals.thermostatEnergy]);
  const heatScale = thermostatScale(model, reference.totals, steps);
  return [
    row("whole step: positions", positionError, scales.position),
    row("whole step: velocities", velocityError, scales.velocity),
    roundingRow("whole step: thermostat energy", detail, heat[0], heat[1], [heatScale]),
  ];
}

/** Σ|terms| of velocities, and of the positions they lead to, at the rougher of two configurations. */
function stepScales(model: MolecularModel, frames: readonly Frame[], steps: number) {
  const { timeStep, types, box } = model;
  const { type, velocity } = frames[1].particles;
  const forces = frames.map((frame) => pairScales(model, frame.particles).force);
  const thermal = rootMeanSquare(velocity);
  const unit = Math.max(...positionCode(box).span.slice(0, box.dimensions)) / 2 ** 32;
  const velocityScale = velocity.map((v, k) => {
    const { mass } = types[type[Math.floor(k / 3)]];
    return Math.abs(v) + thermal + (timeStep / mass) * Math.max(forces[0][k], forces[1][k]);
  });
  // A position is rounded to the units of its fixed-point form in every step: two units a step are allowed for that.
  const position = velocityScale.map(
    (scale) => steps * (timeStep * scale + (2 * unit) / (roundingTolerance * roundingUnit)),
  );
  return { velocity: velocityScale, position };
}

/**
 * Σ|terms| of the thermostat's energy [energy]. A Nosé–Hoover chain feels the rounding of the kinetic energy only
 * through its accelerations; the others exchange a rounded share of it in every step.
 */
function thermostatScale({ integrator, timeStep }: MolecularModel, totals: Totals, steps: number): number {
  const share = integrator.kind === "nose-hoover" ? (steps * timeStep) / integrator.relaxationTime : 1;
  return steps * (share ** 2 * totals.kineticEnergy + Math.abs(totals.thermostatEnergy));
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
}
