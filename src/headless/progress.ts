import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../run/simulationOptions.ts";
import { formatDuration, formatQuantity, printLine, type TerminalStream } from "./terminal.ts";

/** Seconds between two plain lines. */
const lineInterval = 2;

/** Shows how far a run is. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  stop(): void;
}

/** A bar on a terminal, else a plain line every two seconds, with the rate and the time left. */
export function createProgress(stream: TerminalStream): ProgressDisplay {
  return stream.isTTY ? barProgress(stream) : lineProgress(stream);
}

function barProgress(stream: TerminalStream): ProgressDisplay {
  const format = "{bar} {percentage}% | {place} | {rate} | {left}";
  const bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  let started = false;
  return {
    update(progress) {
      if (!started) bar.start(progress.total, progress.done, figures(progress));
      started = true;
      bar.update(progress.done, figures(progress));
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(stream: TerminalStream): ProgressDisplay {
  let nextLine: number | undefined;
  return {
    update(progress) {
      const { wallSeconds } = progress;
      nextLine ??= wallSeconds + lineInterval;
      if (wallSeconds < nextLine) return;
      nextLine = wallSeconds + lineInterval;
      const { place, rate, left } = figures(progress);
      printLine(stream, `${place}, ${rate}, ${left}`);
    },
    stop() {},
  };
}

function figures({ step, done, total, unit, wallSeconds, particleStepsPerSecond }: Progress) {
  const secondsLeft = (wallSeconds * (total - done)) / done;
  const time = `${Number(done.toPrecision(4))} of ${total} ${unit}`.trim();
  return {
    place: unit === "steps" ? `step ${done} of ${total}` : `${time} in ${step} steps`,
    rate: `${formatQuantity(particleStepsPerSecond)} particle-steps/s`,
    left: `${formatDuration(secondsLeft)} left`,
  };
}
