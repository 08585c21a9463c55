import { type StatusBlock, statusBytes, statusReader, statusWriter, unpackStatus } from "../../gpu/status.ts";
import clockCode from "./passes/clock.wgsl?raw";

/** Members of the WGSL struct `Clock` (passes/clock.wgsl), which follows the status words in the same buffer. */
const clockFields = {
  time: 0,
  timeRest: 1,
  timeStep: 2,
  nextTimeStep: 3,
  bodyForceX: 4,
  bodyForceY: 5,
  bodyForceZ: 6,
  stopTime: 7,
  stopTimeRest: 8,
} as const;
const limitsWord = 9;
const limitsCount = 7;
const addedWord = limitsWord + limitsCount;
const removedWord = addedWord + 1;
const lastStepWord = removedWord + 1;
const showsReactionsWord = lastStepWord + 1;
const sinceListWord = showsReactionsWord + 1;
const stepsSinceListWord = sinceListWord + 1;
const aheadWord = stepsSinceListWord + 1;
const leewayWord = aheadWord + 1;
const fastestWord = leewayWord + 1;
const fastestBeforeWord = fastestWord + 1;

export const clockBytes = (fastestBeforeWord + 1) * 4;
/** A struct in WGSL is a multiple of 16 bytes long where it holds a vector of three. */
const clockRoom = Math.ceil(clockBytes / 16) * 16;
const largest = ["largestSpeedSquared", "largestAccelerationSquared"];
export const fluidStatusBytes = statusBytes + clockRoom + 4 * largest.length;

const withClock = (code: string, type: string) =>
  code.replace(" }", `, clock: Clock, ${largest.map((name) => `${name}: ${type}`).join(", ")} }`);

/**
 * As in gpu/status.ts, with the clock as a further member, and the largest speed² and acceleration² that particles of the present step have told so
 * far, as the bits of floats (passes/keepLargest.wgsl): one buffer, one binding.
 */
export const fluidStatusReader = `${clockCode}\n${withClock(statusReader, "u32")}`;
export const fluidStatusWriter = `${clockCode}\n${withClock(statusWriter, "atomic<u32>")}`;

/** The clock on the host. */
export interface ClockState {
  /** [time] */
  readonly time: number;
  /** The part of the time that float32 rounds away [time]. */
  readonly timeRest: number;
  /** [time] */
  readonly nextTimeStep: number;
  /** [acceleration] */
  readonly bodyForce: readonly [number, number, number];
  readonly limits: readonly number[];
  /** Particles that have come in and left since time 0. */
  readonly added: number;
  readonly removed: number;
  /** Time and steps since the neighbour list was built, and until when ways are foreseen there [time]. */
  readonly sinceList: number;
  readonly stepsSinceList: number;
  readonly ahead: number;
  /** How far particles may stray from them [length]. */
  readonly leeway: number;
  /** Largest speed at the end of the last step, and at its beginning [velocity]. */
  readonly fastest: number;
  readonly fastestBefore: number;
}

/** @param lastStep of a batch: forces on walls are computed in this step, and in the one that reaches the stop */
export function packClock(state: ClockState, stopTime: number, lastStep = 0): ArrayBuffer {
  const data = new ArrayBuffer(clockBytes);
  const floats = new Float32Array(data);
  floats[clockFields.time] = state.time;
  floats[clockFields.timeRest] = state.timeRest;
  floats[clockFields.nextTimeStep] = state.nextTimeStep;
  floats.set(state.bodyForce, clockFields.bodyForceX);
  floats[clockFields.stopTime] = stopTime;
  floats[clockFields.stopTimeRest] = stopTime - Math.fround(stopTime);
  const words = new Uint32Array(data);
  words.set(state.limits, limitsWord);
  words[addedWord] = state.added;
  words[removedWord] = state.removed;
  words[lastStepWord] = lastStep;
  words[stepsSinceListWord] = state.stepsSinceList;
  floats[sinceListWord] = state.sinceList;
  floats[aheadWord] = state.ahead;
  floats[leewayWord] = state.leeway;
  floats[fastestWord] = state.fastest;
  floats[fastestBeforeWord] = state.fastestBefore;
  // Where no step comes before what is evaluated.
  words[showsReactionsWord] = 1;
  return data;
}

export function unpackFluidStatus(data: ArrayBuffer): { status: StatusBlock; clock: ClockState } {
  const floats = new Float32Array(data, statusBytes);
  const words = new Uint32Array(data, statusBytes);
  const { bodyForceX: force } = clockFields;
  return {
    status: unpackStatus(new Uint32Array(data, 0, statusBytes / 4)),
    clock: {
      time: floats[clockFields.time],
      timeRest: floats[clockFields.timeRest],
      nextTimeStep: floats[clockFields.nextTimeStep],
      bodyForce: [floats[force], floats[force + 1], floats[force + 2]],
      limits: [...words.subarray(limitsWord, addedWord)],
      added: words[addedWord],
      removed: words[removedWord],
      sinceList: floats[sinceListWord],
      stepsSinceList: words[stepsSinceListWord],
      ahead: floats[aheadWord],
      leeway: floats[leewayWord],
      fastest: floats[fastestWord],
      fastestBefore: floats[fastestBeforeWord],
    },
  };
}
