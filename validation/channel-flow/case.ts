import couette from "../../scenarios/couette.json";
import poiseuille from "../../scenarios/poiseuille.json";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { fluidRows, withFluid } from "../fluidRun.ts";
import { atMost, within } from "../rows.ts";
import { parabolaAtZero } from "../statistics.ts";
import type { Settings } from "../scenarioDocument.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import { couetteVelocity, poiseuilleVelocity } from "./series.ts";

const steadySource = "exact solution of the Navier–Stokes equations";
const startSource = "Morris, Fox & Zhu 1997";

/** Errors of the velocity along the channel relative to the largest (L∞) and to the sum (L1) of the exact one. */
export function profileErrors(frame: FluidFrame, exact: (y: number) => number) {
  const { position, velocity } = frame.particles;
  let [difference, sum, worst, largest] = [0, 0, 0, 0];
  for (const i of fluidRows(frame)) {
    const expected = exact(position[3 * i + 1]);
    const error = Math.abs(velocity[3 * i] - expected);
    difference += error;
    sum += Math.abs(expected);
    worst = Math.max(worst, error);
    largest = Math.max(largest, Math.abs(expected));
  }
  return { mean: difference / sum, worst: worst / largest };
}

/** Steady profiles: u = f/(2ν) y (1 − y), and u = V y. */
export const steadyFlows = {
  poiseuille: { document: poiseuille, exact: (y: number) => (1e-5 / 0.02) * y * (1 - y) },
  couette: { document: couette, exact: (y: number) => 1.25e-4 * y },
};

export function measureSteady(
  environment: ValidationEnvironment,
  flow: keyof typeof steadyFlows,
  settings: Settings,
  time = 100,
) {
  const { document, exact } = steadyFlows[flow];
  return withFluid(environment, document, settings, async (run) =>
    profileErrors(await run.advanceTo(time), exact),
  );
}

/** Morris' channel: 1 mm wide, water of ν 1e-6, V0 1.25e-5 m/s; times and velocities at its centre. */
const width = 1e-3;
const startTimes = [0.0225, 0.045, 0.1125, 0.225];
const [viscosity, wallSpeed, drive] = [1e-6, 1.25e-5, 1e-4];
const startUps = [
  { flow: "poiseuille", exact: (t: number) => poiseuilleVelocity(width / 2, t, width, viscosity, drive) },
  { flow: "couette", exact: (t: number) => couetteVelocity(width / 2, t, width, viscosity, wallSpeed) },
] as const;

const boxOf = (lower: readonly number[], upper: readonly number[]) => ({ kind: "box", lower, upper });

const across = 40;

/** The steady scenario of a flow in Morris' units. */
function startUpSettings(flow: keyof typeof steadyFlows): Settings {
  const [length, wall] = [0.4e-3, 0.1e-3];
  return {
    "setup.units": "si",
    "setup.spacing": width / across,
    "setup.box.lower": [0, -wall],
    "setup.box.lengths": [length, width + 2 * wall],
    "setup.fluids.0.shape": boxOf([0, 0], [length, width]),
    "setup.solids.0.shape": boxOf([0, -wall], [length, 0]),
    "setup.solids.1.shape": boxOf([0, width], [length, width + wall]),
    "solver.materials.fluid": { density: 1000, kinematicViscosity: viscosity },
    "solver.expectedSpeed": wallSpeed,
    ...(flow === "poiseuille"
      ? { "solver.acceleration.constant": [drive, 0] }
      : { "setup.solids.1.motion.velocity": [wallSpeed, 0] }),
  };
}

/**
 * Velocity at the centre: a parabola through the particles of the six rows around it. A Shepard mean would measure half the curvature of the profile times
 * the kernel's variance as well, which early in Couette's start-up is 3 % of the velocity.
 */
export function centreVelocity(frame: FluidFrame): number {
  const { position, velocity } = frame.particles;
  const offset = (i: number) => position[3 * i + 1] - width / 2;
  const near = fluidRows(frame).filter((i) => Math.abs(offset(i)) < (3 * width) / across);
  return parabolaAtZero(
    near.map(offset),
    near.map((i) => velocity[3 * i]),
  );
}

/** Velocities at the centre of the channel at the published times. */
export function measureStart(environment: ValidationEnvironment, flow: keyof typeof steadyFlows) {
  return withFluid(environment, steadyFlows[flow].document, startUpSettings(flow), async (run) => {
    const velocities: number[] = [];
    for (const time of startTimes) velocities.push(centreVelocity(await run.advanceTo(time)));
    return velocities;
  });
}

export const channelFlow: ValidationCase = {
  name: "channel-flow",
  title: "Poiseuille and Couette flow between two walls, from rest and steady",
  source: "exact; J. P. Morris, P. J. Fox & Y. Zhu, J. Comput. Phys. 136, 214 (1997); PySPH as measured",
  async run(environment) {
    const rows: ValidationRow[] = [];
    for (const { flow, exact } of startUps) {
      environment.report(`${flow} flow from rest`);
      const measured = await measureStart(environment, flow);
      startTimes.forEach((time, k) => {
        const quantity = `${flow}: centre velocity at ${time} s`;
        const reference = exact(time);
        const tolerance = 0.02 * reference;
        rows.push(
          within({ quantity, unit: "m/s", reference, measured: measured[k], tolerance, source: startSource }),
        );
      });
    }
    environment.report("steady Couette flow");
    const sheared = await measureSteady(environment, "couette", {});
    environment.report("steady Poiseuille flow");
    const driven = await measureSteady(environment, "poiseuille", {});
    const bound = (quantity: string, reference: number, measured: number, reached: string) =>
      atMost({ quantity, unit: "%", reference, measured: 100 * measured, reached, source: steadySource });
    return [
      ...rows,
      bound("steady Couette: L∞ error", 0.03, sheared.worst, "PySPH 0.03 %"),
      bound("steady Poiseuille: L∞ error", 0.7, driven.worst, "PySPH 0.68 %"),
      bound("steady Poiseuille: L1 error", 0.47, driven.mean, "PySPH 0.47 %"),
    ];
  },
};
