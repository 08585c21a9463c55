import { InputError } from "../core/failure.ts";
import type { EngineAdapter } from "./engine.ts";
import type { Output } from "./output.ts";
import type { ColumnUnits, Results } from "./recorders/recorder.ts";
import type { SimulatedTime } from "./simulationOptions.ts";

export const runFile = "run.json";
const program = "corpuscle";

export type RunStatus = "running" | "done" | "interrupted" | "failed";

/** Why a run stopped before its end. */
export interface RunFailure {
  readonly message: string;
  readonly step: number;
  /** The particle with which the numbers went wrong, where that is known. */
  readonly particleId?: number;
  /** The file of the last good configuration. */
  readonly lastFrame?: string;
}

/** What `run.json` says about a run, besides the program's name. */
export interface RunDocument {
  readonly version: string;
  readonly status: RunStatus;
  /** The scenario with every default filled in. */
  readonly scenario: unknown;
  readonly seed: number;
  readonly adapter: EngineAdapter;
  /** What a reader of the results should know. */
  readonly notices: readonly string[];
  /** Steps done. */
  readonly steps: number;
  /** Simulated so far. */
  readonly time: SimulatedTime;
  readonly particles: number;
  /** The time loop alone [s]. */
  readonly wallSeconds: number;
  readonly particleStepsPerSecond: number;
  /** Of the engine: particles, lists and scratch [bytes]. */
  readonly memoryBytes: number;
  readonly neighbourListBuilds: number;
  readonly columns: ColumnUnits;
  readonly results: Results;
  /** Numbers that the solver family adds. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly failure?: RunFailure;
}

export async function writeRunDocument(output: Output, document: RunDocument): Promise<void> {
  await output.writeFile(runFile, JSON.stringify({ program, ...document }, null, 2) + "\n");
}

/** Reads `run.json`; undefined where there is none of ours. */
export async function findRunDocument(output: Output): Promise<RunDocument | undefined> {
  const content = await output.read(runFile);
  if (!content) return undefined;
  try {
    const document = JSON.parse(new TextDecoder().decode(content));
    return document?.program === program ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Reads `run.json`; throws InputError where there is none of ours. */
export async function readRunDocument(output: Output): Promise<RunDocument> {
  const document = await findRunDocument(output);
  if (document) return document;
  const message = `holds no run: there is no ${runFile} written by ${program}`;
  throw new InputError([{ path: output.description, message }]);
}
