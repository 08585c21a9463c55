import { InputError } from "../core/failure.ts";
import type { NpyArray } from "../formats/npy.ts";
import { decodeNpz, encodeNpz } from "../formats/npz.ts";
import { digest } from "./digest.ts";
import type { EngineAdapter, EngineState } from "./engine.ts";
import type { Output } from "./output.ts";

export const checkpointFile = "checkpoint.npz";
const formatVersion = 2;

/** What a checkpoint says in words and single numbers. */
export interface CheckpointSummary {
  readonly step: number;
  /** Whether the run has come to its end: there is nothing to go on with. */
  readonly complete: boolean;
  /** Of the resolved scenario (digestOfJson). */
  readonly scenarioDigest: string;
  readonly adapter: EngineAdapter;
  readonly notices: readonly string[];
  /** Wall time of the time loop so far [s]. */
  readonly wallSeconds: number;
  /** Length of every file that is appended to [bytes]. */
  readonly fileSizes: Readonly<Record<string, number>>;
}

/** Everything needed to go on, bit for bit. */
export interface Checkpoint extends CheckpointSummary {
  readonly engine: EngineState;
  /** What recorders keep, by their name. */
  readonly recorders: Readonly<Record<string, Float64Array>>;
}

/** The arrays of a checkpoint by their name in the file: `engine.NAME` and `recorder.NAME`. */
type CheckpointArrays = Record<string, EngineState[string]>;

/**
 * The bytes of `checkpoint.npz`: one-dimensional arrays of the engine's state and of the recorders, and `metadata`,
 * JSON text as bytes, with a SHA-256 of every array.
 */
export async function encodeCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array> {
  const { engine, recorders, ...summary } = checkpoint;
  const arrays = { ...withPrefix("engine.", engine), ...withPrefix("recorder.", recorders) };
  const digests = await digestsOf(arrays);
  const metadata = new TextEncoder().encode(JSON.stringify({ formatVersion, ...summary, digests }));
  const flat = (data: NpyArray["data"]): NpyArray => ({ data, shape: [data.length] });
  const entries = Object.entries(arrays).map(([name, data]) => [name, flat(data)]);
  return encodeNpz({ metadata: flat(metadata), ...Object.fromEntries(entries) });
}

/** Reads `checkpoint.npz`; throws InputError where it is missing, damaged or of another version. */
export async function readCheckpoint(output: Output): Promise<Checkpoint> {
  const path = `${output.description}/${checkpointFile}`;
  const bytes = await output.read(checkpointFile);
  if (!bytes) throw unusable(path, "there is no checkpoint to go on from: start the run again");
  const { metadata, ...npyArrays } = decodeNpz(bytes, path);
  const { formatVersion: version, digests, ...summary } = parseMetadata(metadata, path);
  if (version !== formatVersion) {
    throw unusable(path, `is of format version ${version}; this program reads version ${formatVersion}`);
  }
  const arrays = Object.fromEntries(Object.entries(npyArrays).map(([name, { data }]) => [name, data]));
  if (JSON.stringify(await digestsOf(arrays as CheckpointArrays)) !== JSON.stringify(digests)) {
    throw unusable(path, "is damaged: its arrays are not those that were written");
  }
  return {
    ...summary,
    engine: withoutPrefix("engine.", arrays) as EngineState,
    recorders: withoutPrefix("recorder.", arrays) as Record<string, Float64Array>,
  };
}

interface CheckpointMetadata extends CheckpointSummary {
  readonly formatVersion: number;
  readonly digests: Readonly<Record<string, string>>;
}

function parseMetadata(metadata: NpyArray | undefined, path: string): CheckpointMetadata {
  try {
    return JSON.parse(new TextDecoder().decode(metadata?.data));
  } catch {
    throw unusable(path, "is damaged, or not a checkpoint: its metadata cannot be read");
  }
}

/** Digests by name, in the order of names: that of arrays in a file is not kept. */
async function digestsOf(arrays: CheckpointArrays): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const name of Object.keys(arrays).sort()) {
    const { buffer, byteOffset, byteLength } = arrays[name];
    digests[name] = await digest(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
  }
  return digests;
}

function withPrefix(prefix: string, arrays: EngineState): CheckpointArrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, data]) => [prefix + name, data]));
}

function withoutPrefix(prefix: string, arrays: Record<string, NpyArray["data"]>) {
  const own = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, data]) => [name.slice(prefix.length), data]));
}

function unusable(path: string, message: string): InputError {
  return new InputError([{ path, message }]);
}
