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
  const format = "{bar} {percentage}% | step {value} of {total} | {rate} | {left}";
  const bar = new SingleBar({ format, stream, hideCursor: true }, Presets.shades_classic);
  let started = false;
  return {
    update(progress) {
      if (!started) bar.start(progress.totalSteps, progress.step, figures(progress));
      started = true;
      bar.update(progress.step, figures(progress));
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(stream: TerminalStream): ProgressDisplay {
  let nextLine: number | undefined;
  return {
    update(progress) {
      const { step, totalSteps, wallSeconds } = progress;
      nextLine ??= wallSeconds + lineInterval;
      if (wallSeconds < nextLine) return;
      nextLine = wallSeconds + lineInterval;
      const { rate, left } = figures(progress);
      printLine(stream, `step ${step} of ${totalSteps}, ${rate}, ${left}`);
    },
    stop() {},
  };
}

function figures({ step, totalSteps, particles, particleStepsPerSecond }: Progress) {
  const secondsLeft = ((totalSteps - step) * particles) / particleStepsPerSecond;
  return {
    rate: `${formatQuantity(particleStepsPerSecond)} particle-steps/s`,
    left: `${formatDuration(secondsLeft)} left`,
  };
}
