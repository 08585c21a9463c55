import { InputError } from "../core/failure.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { checkpointFile, readCheckpoint } from "./checkpoint.ts";
import { digestOfJson } from "./digest.ts";
import { removeFramesAfter } from "./frameFiles.ts";
import type { Output } from "./output.ts";
import { runFile } from "./runDocument.ts";
import { Simulation } from "./simulation.ts";
import type { RunSummary, SimulationOptions } from "./simulationOptions.ts";

/**
 * Goes on from the last checkpoint with the scenario of `run.json`, as if the run had never stopped: what was
 * recorded after the checkpoint is taken back and recorded again, to the same bytes on the same adapter.
 *
 * Throws as runSimulation does, and InputError where there is no checkpoint that this course can take up.
 */
export async function resumeSimulation(options: SimulationOptions): Promise<RunSummary> {
  const { output, scenario } = options;
  const checkpoint = await readCheckpoint(output);
  if (checkpoint.scenarioDigest !== (await digestOfJson(scenario))) {
    const message = `the checkpoint belongs to another scenario: ${runFile} was changed after the run`;
    throw new InputError([{ path: output.description, message }]);
  }
  const notices = adapterNotices(checkpoint, options);
  await takeBack(output, checkpoint);
  return new Simulation(options).run({ ...checkpoint, notices: [...checkpoint.notices, ...notices] });
}

function adapterNotices({ adapter, step }: Checkpoint, { course, output }: SimulationOptions): string[] {
  const change = `${adapter.description} up to step ${step}, ${course.adapter.description} from there`;
  if ((adapter.kind === "reference") !== (course.adapter.kind === "reference")) {
    const message = `cannot go on on another kind of device: ${change}`;
    throw new InputError([{ path: `${output.description}/${checkpointFile}`, message }]);
  }
  if (adapter.description === course.adapter.description) return [];
  return [`The run changed its adapter, so it does not repeat bit for bit: ${change}.`];
}

/** Cuts the output to what it was at the checkpoint. */
async function takeBack(output: Output, checkpoint: Checkpoint): Promise<void> {
  const recorded = Object.entries(checkpoint.fileSizes);
  const sizes = await Promise.all(recorded.map(([name]) => output.size(name)));
  const problems = recorded.flatMap(([name, expected], k) => {
    const size = sizes[k] ?? 0;
    const message = `has ${size} bytes, fewer than the ${expected} of the checkpoint: records were lost`;
    return size < expected ? [{ path: `${output.description}/${name}`, message }] : [];
  });
  if (problems.length > 0) throw new InputError(problems);
  for (const [name, bytes] of recorded) await output.truncate(name, bytes);
  await removeFramesAfter(output, checkpoint.step);
}
