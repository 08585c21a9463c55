import { InputError } from "../../core/failure.ts";
import { createParticles, type Particles } from "../../core/particles.ts";
import { decodeNpz } from "../../formats/npz.ts";
import { NpzArrayReader } from "../../formats/npzArrayReader.ts";
import { readFrameNpz } from "../../formats/readFrameNpz.ts";
import type { Output } from "../../run/output.ts";

const folder = "frames";
const pattern = /^step-(\d+)\.npz$/;

/** Numbers of each particle that a recorded configuration may hold, by the names of their arrays. */
export const recordedArrays = {
  density: 1,
  pressure: 1,
  potentialEnergy: 1,
  acceleration: 3,
  force: 3,
} as const;
export type RecordedArray = keyof typeof recordedArrays;

/** A configuration that a run has recorded. */
export interface RecordedFrame {
  readonly path: string;
  readonly step: number;
  /** [time] */
  readonly time: number;
  readonly particles: Particles;
  readonly arrays: Readonly<Partial<Record<RecordedArray, Float64Array>>>;
}

/** A configuration of a run's folder that has not been read yet. */
export interface FrameFile {
  readonly name: string;
  readonly step: number;
}

/**
 * The recorded configurations of a run's folder, in order.
 *
 * @throws InputError where there are none, saying how to record some
 */
export async function listFrames(output: Output): Promise<FrameFile[]> {
  const matches = (await output.list(folder))
    .map((name) => pattern.exec(name))
    .filter((match) => match !== null);
  if (matches.length > 0) {
    return matches.map(([name, step]) => ({ name: `${folder}/${name}`, step: Number(step) }));
  }
  const message =
    "holds no recorded configurations (frames/step-*.npz): run the scenario with record.frames, e.g. " +
    "--set 'record.frames={\"every\":…}', or render the scenario itself";
  throw new InputError([{ path: output.description, message }]);
}

/** Reads one configuration; throws InputError where it is not what a run writes. */
export async function readFrame(output: Output, { name, step }: FrameFile): Promise<RecordedFrame> {
  const path = `${output.description}/${name}`;
  const bytes = (await output.read(name)) as Uint8Array;
  const { count, position, velocity, type, id, image } = readFrameNpz(bytes, path);
  const reader = new NpzArrayReader(decodeNpz(bytes, path), path);
  const arrays = Object.entries(recordedArrays).map(([array, width]) => [
    array,
    reader.numbers(array, width === 1 ? [count] : [count, width]),
  ]);
  const time = reader.numbers("time", [])?.[0] ?? NaN;
  reader.throwProblems();
  const zeros = createParticles(count);
  return {
    path,
    step,
    time,
    particles: {
      count,
      position,
      velocity: velocity ?? zeros.velocity,
      type: type ?? zeros.type,
      id: id ?? zeros.id,
      image: image ?? zeros.image,
    },
    arrays: Object.fromEntries(arrays),
  };
}
