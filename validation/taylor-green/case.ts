import document from "../../scenarios/taylor-green.json";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { fluidRows, withFluid } from "../fluidRun.ts";
import { atMost } from "../rows.ts";
import type { Settings } from "../scenarioDocument.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";

const source = "exact solution of the Navier–Stokes equations";
const reynoldsNumber = 100;

/** Errors of the velocity at the end, relative to the exact one. */
export interface VortexErrors {
  /** Σ ||v| − |v_exact|| / Σ |v_exact| */
  readonly meanError: number;
  /** |max |v| / max |v_exact| − 1| */
  readonly decayError: number;
}

/** Speed of the exact solution at a place and a time: U e^(bt) |(cos 2πx sin 2πy, sin 2πx cos 2πy)|, b = −8π²/Re. */
export function exactSpeed(x: number, y: number, time: number): number {
  const decay = Math.exp((-8 * Math.PI ** 2 * time) / reynoldsNumber);
  const [a, b] = [2 * Math.PI * x, 2 * Math.PI * y];
  return decay * Math.hypot(Math.cos(a) * Math.sin(b), Math.sin(a) * Math.cos(b));
}

export function vortexErrors(frame: FluidFrame): VortexErrors {
  const { position, velocity } = frame.particles;
  let [difference, sum, fastest] = [0, 0, 0];
  for (const i of fluidRows(frame)) {
    const speed = Math.hypot(velocity[3 * i], velocity[3 * i + 1]);
    const exact = exactSpeed(position[3 * i], position[3 * i + 1], frame.time);
    difference += Math.abs(speed - exact);
    sum += exact;
    fastest = Math.max(fastest, speed);
  }
  const decay = Math.exp((-8 * Math.PI ** 2 * frame.time) / reynoldsNumber);
  return { meanError: difference / sum, decayError: Math.abs(fastest / decay - 1) };
}

/** Runs the vortices for one unit of time. */
export function measureVortices(
  environment: ValidationEnvironment,
  settings: Settings,
  time = 1,
): Promise<VortexErrors> {
  return withFluid(environment, document, settings, async (run) => vortexErrors(await run.advanceTo(time)));
}

/** What PySPH reaches on the same case, in per cent, and the bounds: those, and 1 % for the L1 error of EDAC. */
const schemes = [
  {
    name: "EDAC with transport velocity",
    settings: {},
    bounds: [1, 1],
    reached: [0.9, 1.0],
  },
  {
    name: "WCSPH with transport velocity",
    settings: {
      "solver.scheme": {
        kind: "weakly-compressible",
        density: "summation",
        equationOfState: { kind: "linear" },
        advection: { kind: "transport-velocity" },
      },
    },
    bounds: [6.7, 0.9],
    reached: [6.7, 0.9],
  },
  {
    name: "plain WCSPH",
    settings: { "solver.scheme": { kind: "weakly-compressible" } },
    bounds: [35, 33],
    reached: [35, 33],
  },
] as const;

export const taylorGreen: ValidationCase = {
  name: "taylor-green",
  title: "decaying vortices at Re 100, 50 × 50 particles on a perturbed lattice, at time 1",
  source: "exact; PySPH as measured on the same set-up",
  async run(environment) {
    const rows: ValidationRow[] = [];
    for (const { name, settings, bounds, reached } of schemes) {
      environment.report(`Taylor–Green vortex: ${name}`);
      const { meanError, decayError } = await measureVortices(environment, settings);
      rows.push(
        atMost({
          quantity: `${name}: L1 error of the speed`,
          unit: "%",
          reference: bounds[0],
          measured: 100 * meanError,
          reached: `PySPH ${reached[0]} %`,
          source,
        }),
        atMost({
          quantity: `${name}: error of the decay`,
          unit: "%",
          reference: bounds[1],
          measured: 100 * decayError,
          reached: `PySPH ${reached[1]} %`,
          source,
        }),
      );
    }
    return rows;
  },
};
