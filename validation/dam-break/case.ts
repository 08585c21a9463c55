import document from "../../scenarios/dam-break-2d.json";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import { fluidAt } from "../../src/observables/fluid/fluidPoint.ts";
import { FluidNeighbourhood } from "../../src/observables/fluid/neighbourhood.ts";
import { fluidRecorderContext } from "../../src/run/recorders/fluid/fluidRecorderContext.ts";
import { type FluidRun, fluidRows, withFluid } from "../fluidRun.ts";
import { incompressibleSchemes } from "../incompressibleSchemes.ts";
import { atMost, within } from "../rows.ts";
import type { Settings } from "../scenarioDocument.ts";
import type { ValidationCase, ValidationEnvironment, ValidationRow } from "../validationCase.ts";
import { koshizukaOka } from "./koshizukaOka.ts";
import pressureDocument from "./pressure.json";

const gravity = 9.81;

/** The farthest fluid particle along x, and the half spacing that is its own [length]. */
export function frontPosition(frame: FluidFrame, spacing: number): number {
  const { position } = frame.particles;
  return fluidRows(frame).reduce((front, i) => Math.max(front, position[3 * i]), -Infinity) + spacing / 2;
}

export interface FrontErrors {
  /** Mean |Z − Z of Koshizuka & Oka| over their points, the start left out [1]. */
  readonly meanDifference: number;
  /** Means over the fluid of |ρ/ρ0 − 1| and of max(ρ/ρ0 − 1, 0), the largest of these times [1]. */
  readonly densityError: number;
  readonly compression: number;
  /** Particles beyond walls. */
  readonly outside: number;
}

/** Runs on to each of Koshizuka & Oka's points. */
export function measureFront(environment: ValidationEnvironment, settings: Settings): Promise<FrontErrors> {
  const width = 1;
  return withFluid(environment, document, settings, async (run) => {
    let [difference, densityError, compression, outside] = [0, 0, 0, 0];
    for (const [scaledTime, scaledFront] of koshizukaOka.slice(1)) {
      const frame = await run.advanceTo(scaledTime / Math.sqrt((2 * gravity) / width));
      difference += Math.abs(frontPosition(frame, run.model.spacing) / width - scaledFront);
      densityError = Math.max(densityError, densityMean(frame, run, Math.abs));
      compression = Math.max(
        compression,
        densityMean(frame, run, (excess) => Math.max(excess, 0)),
      );
      outside = Math.max(outside, outsideTank(frame));
    }
    return { meanDifference: difference / (koshizukaOka.length - 1), densityError, compression, outside };
  });
}

/** Mean of a function of ρ/ρ0 − 1. */
function densityMean(frame: FluidFrame, { model }: FluidRun, of: (excess: number) => number): number {
  const rows = fluidRows(frame);
  const { referenceDensity } = model.fluids[0];
  return rows.reduce((total, i) => total + of(frame.density[i] / referenceDensity - 1), 0) / rows.length;
}

/** Fluid particles beyond the floor or the side walls of the tank. */
function outsideTank(frame: FluidFrame): number {
  const { position } = frame.particles;
  const tank = document.setup.solids[0].shape;
  return fluidRows(frame).filter(
    (i) =>
      position[3 * i] < tank.lower[0] ||
      position[3 * i] > tank.upper[0] ||
      position[3 * i + 1] < tank.lower[1],
  ).length;
}

/** Lobovský's column: H = 0.6 m high and twice as wide, in a tank 5.366 H long. */
const columnHeight = 0.6;
/** Height of sensor P1 on the wall [m]. */
const sensorHeight = 0.003;
/** Between samples, and the running mean of them that takes the acoustic noise away [s]. */
const [samplingTime, meanSamples] = [0.001, 5];

/** Arrival of the front at the far wall and the peak at its foot, scaled: t √(g/H) and p / ρ g H. */
export function measureImpact(environment: ValidationEnvironment, settings: Settings) {
  return withFluid(environment, pressureDocument, settings, async (run) => {
    const context = fluidRecorderContext(run.model).fluid;
    const wall = pressureDocument.setup.solids[0].shape.upper[0];
    const scale = Math.sqrt(gravity / columnHeight);
    const pressures: number[] = [];
    let [arrival, peak, peakTime] = [NaN, 0, NaN];
    for (let time = 0.45; time * scale < 3.2; time += samplingTime) {
      const frame = await run.advanceTo(time);
      if (Number.isNaN(arrival) && frontPosition(frame, run.model.spacing) >= wall)
        arrival = frame.time * scale;
      const { pressure } = fluidAt(
        [wall, sensorHeight, 0],
        frame,
        context,
        new FluidNeighbourhood(frame, context),
      );
      pressures.push(Number.isNaN(pressure) ? 0 : pressure);
      const last = pressures.slice(-meanSamples);
      const mean = last.reduce((sum, p) => sum + p, 0) / last.length / (1000 * gravity * columnHeight);
      if (mean > peak) [peak, peakTime] = [mean, frame.time * scale];
    }
    return { arrival, peak, peakTime };
  });
}

export const damBreak: ValidationCase = {
  name: "dam-break",
  title: "a collapsing column of water: its front, and its impact on the far wall",
  source:
    "S. Koshizuka & Y. Oka, Nucl. Sci. Eng. 123, 421 (1996); L. Lobovský et al., J. Fluids Struct. 48, 407 (2014)",
  async run(environment) {
    environment.report("dam break: the front");
    const front = await measureFront(environment, {});
    environment.report("dam break: the pressure on the wall");
    const { arrival, peak, peakTime } = await measureImpact(environment, {});
    const source = "Lobovský 2014";
    const rows: ValidationRow[] = [
      ...frontRows(front, {
        quantity: "mean density error, the largest of the times above",
        measured: 100 * front.densityError,
        source: "weak compressibility",
      }),
      within({
        quantity: "arrival of the front t √(g/H)",
        reference: 2.43,
        measured: arrival,
        tolerance: 0.12,
        reached: "TrixiParticles 2.32–2.38",
        source,
      }),
      within({
        quantity: "peak of the pressure at P1, p/ρgH",
        reference: 2.84,
        measured: peak,
        tolerance: 0.4,
        reached: "TrixiParticles 2.80–3.24",
        source,
      }),
      within({
        quantity: "time of the peak, t √(g/H)",
        reference: 2.45,
        measured: peakTime,
        tolerance: 0.12,
        source,
      }),
    ];
    for (const { name, settings } of incompressibleSchemes) {
      environment.report(`dam break: the front with ${name}`);
      const errors = await measureFront(environment, settings);
      // Their densities are sums, which a free surface lacks: there compression alone is an error.
      const density = {
        quantity: "mean compression, the largest of the times above",
        measured: 100 * errors.compression,
        source: "incompressibility",
      };
      rows.push(...frontRows(errors, density, `${name}: `));
    }
    return rows;
  },
};

/**
 * Of the front: where it is, an error of the density in per cent, and who went through the walls.
 *
 * @param prefix of the quantities
 */
function frontRows(
  { meanDifference, outside }: FrontErrors,
  density: Pick<ValidationRow, "quantity" | "measured" | "source">,
  prefix = "",
): ValidationRow[] {
  return [
    atMost({
      quantity: `${prefix}mean difference of the front x/a from Koshizuka & Oka`,
      reference: 0.2,
      measured: meanDifference,
      reached: "WCSPH of Adami in PySPH 0.20, DualSPHysics 0.22",
      source: "Koshizuka & Oka 1996",
    }),
    atMost({ ...density, quantity: prefix + density.quantity, unit: "%", reference: 1 }),
    atMost({
      quantity: `${prefix}particles through the walls`,
      reference: 0,
      measured: outside,
      source: "walls are closed",
    }),
  ];
}
