import type { Scenario } from "../../run/families.ts";
import { fluidRecorderContext } from "../../run/recorders/fluid/fluidRecorderContext.ts";
import { FluidRecorders } from "../../run/recorders/fluid/fluidRecorders.ts";
import { TimeSchedule } from "../../run/recorders/fluid/timeSchedule.ts";
import type { ColumnUnits, Write } from "../../run/recorders/recorder.ts";
import { recorderContext } from "../../run/recorders/recorderContext.ts";
import { Recorders } from "../../run/recorders/recorders.ts";
import { buildModel } from "../../run/scenario/buildModel.ts";
import { buildFluid } from "../../run/scenario/fluid/buildFluid.ts";
import type { FluidScenario } from "../../run/scenario/fluid/fluidScenario.ts";
import type { MolecularScenario } from "../../run/scenario/molecularScenario.ts";
import type { ReadFile } from "../../run/scenario/readFile.ts";
import { isFluid } from "./isFluid.ts";

/** Recorders that have nothing on record yet, as a checkpoint holds them, and what their files begin with. */
export interface FreshRecords {
  readonly recorders: Readonly<Record<string, Float64Array>>;
  readonly appendedFiles: readonly string[];
  readonly columns: ColumnUnits;
  readonly headers: readonly Write[];
}

/**
 * Recorders that begin in the middle of a run: a course with this scenario and any engine state of it takes up
 * `recorders` in `prepare`, and records what is due after `time`.
 *
 * @param time what a fluid has on its clock: samples due up to there are passed over; with 0 its first step is recorded [time]
 * @throws InputError as the family's `build`
 */
export async function freshRecords(
  scenario: Scenario,
  readFile: ReadFile,
  time: number,
): Promise<FreshRecords> {
  return isFluid(scenario) ? ofFluid(scenario, readFile, time) : ofMolecules(scenario, readFile);
}

async function ofMolecules(scenario: MolecularScenario, readFile: ReadFile): Promise<FreshRecords> {
  const { model, particles } = await buildModel(scenario, readFile);
  // Recorders look at the frame for what stays as it is: how many particles there are of each type.
  const frame = {
    step: 0,
    time: 0,
    box: model.box,
    particles,
    force: new Float64Array(3 * particles.count),
    typeNames: model.types.map(({ name }) => name),
  };
  const recorders = new Recorders(scenario.record, recorderContext(model, frame));
  return described(recorders, recorders.saveState());
}

async function ofFluid(scenario: FluidScenario, readFile: ReadFile, time: number): Promise<FreshRecords> {
  const { record } = scenario;
  const { model } = await buildFluid(scenario, readFile);
  const recorders = new FluidRecorders(record, fluidRecorderContext(model));
  const every: Readonly<Record<string, number | undefined>> = {
    frames: record.frames?.every,
    surface: record.surface?.every,
  };
  const states = Object.entries(recorders.saveState()).map(([name, [, ...kept]]) => {
    const schedule = new TimeSchedule(every[name] ?? record.measure?.every ?? Infinity);
    if (time > 0) schedule.take(time);
    return [name, Float64Array.of(schedule.next, ...kept)];
  });
  return described(recorders, Object.fromEntries(states));
}

function described(
  all: Recorders | FluidRecorders,
  recorders: Readonly<Record<string, Float64Array>>,
): FreshRecords {
  return { recorders, appendedFiles: all.appendedFiles, columns: all.columns, headers: all.begin() };
}
