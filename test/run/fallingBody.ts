import type { Box } from "../../src/core/box.ts";
import type { Frame } from "../../src/core/frame.ts";
import { createParticles } from "../../src/core/particles.ts";
import type { PassProfiler } from "../../src/gpu/passProfiler.ts";
import type { Course, CourseState } from "../../src/run/course.ts";
import type { Write } from "../../src/run/recorders/recorder.ts";

const file = "gauges.csv";
const every = 0.1;
const duration = 1;

/** A body in free fall, in steps whose lengths it chooses itself: a course that is driven in time. */
export class FallingBody implements Course {
  readonly adapter = { description: "free fall", kind: "reference" } as const;
  readonly particleCount = 1;
  readonly memoryBytes = 0;
  readonly neighbourListBuilds = 0;
  readonly timeUnit = "s";
  readonly columns = { [file]: { time: "s", height: "m" } };
  readonly appendedFiles = [file];
  step = 0;
  time = 0;
  #height = 10;
  #velocity = 0;
  /** The next one of the schedule's times to be recorded, as a multiple of `every`. */
  #due = 0;

  get progress() {
    return { done: this.time, total: duration, unit: "s" };
  }

  get isComplete(): boolean {
    return this.time >= duration;
  }

  get details() {
    return { smallestTimeStep: timeStep(3) };
  }

  async prepare(saved?: CourseState): Promise<void> {
    if (!saved) return;
    [this.step, this.time, this.#height, this.#velocity] = saved.engine.state;
    this.#due = saved.recorders.gauges[0];
  }

  headers(): Write[] {
    return [(output) => output.append(file, ["time,height\n"])];
  }

  async begin(): Promise<readonly Write[]> {
    return (await this.record()).writes;
  }

  async advance(maximumSteps: number, _profiler?: PassProfiler, stopBesides = Infinity): Promise<void> {
    const from = this.step;
    const stop = Math.min(this.#due * every, duration, stopBesides);
    while (this.time < stop && this.step < from + maximumSteps) {
      const interval = timeStep(this.step++);
      this.time += interval;
      this.#velocity -= 9.81 * interval;
      this.#height += this.#velocity * interval;
    }
  }

  async record() {
    if (this.time < this.#due * every && !this.isComplete) return { writes: [], checkpointDue: false };
    this.#due = Math.floor(this.time / every) + 1;
    const row = `${this.time},${this.#height}\n`;
    return { writes: [((output) => output.append(file, [row])) as Write], checkpointDue: true };
  }

  reports() {
    return [];
  }

  results() {
    return { height: { value: this.#height, unit: "m" } };
  }

  async saveState(): Promise<CourseState> {
    return {
      engine: { state: Float64Array.of(this.step, this.time, this.#height, this.#velocity) },
      recorders: { gauges: Float64Array.of(this.#due) },
    };
  }

  async frame(): Promise<Frame> {
    const particles = createParticles(1);
    particles.position[1] = this.#height;
    const box: Box = {
      dimensions: 3,
      lower: [-1, -1, -1],
      lengths: [2, 20, 2],
      boundaries: ["open", "open", "open"],
    };
    return {
      step: this.step,
      time: this.time,
      box,
      particles,
      force: new Float64Array(3),
      typeNames: ["body"],
    };
  }

  async lastFrame() {
    return { file: "frames/step-000000000.npz", content: new Uint8Array() };
  }

  destroy(): void {}
}

/** Uneven steps [s]. */
function timeStep(step: number): number {
  return 0.003 + 0.001 * Math.cos(step);
}
