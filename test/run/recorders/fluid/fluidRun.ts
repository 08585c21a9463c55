import type { FluidFrame } from "../../../../src/core/fluidFrame.ts";
import { parseCsv } from "../../../../src/formats/csv.ts";
import type { FluidClock } from "../../../../src/run/fluidEngine.ts";
import { MemoryOutput } from "../../../../src/run/memoryOutput.ts";
import { FluidRecorders } from "../../../../src/run/recorders/fluid/fluidRecorders.ts";
import type { FluidRecorderContext } from "../../../../src/run/recorders/fluid/fluidRecorder.ts";
import { fluidRecorderContext } from "../../../../src/run/recorders/fluid/fluidRecorderContext.ts";
import type { Write } from "../../../../src/run/recorders/recorder.ts";
import { fluidRecordSchema } from "../../../../src/run/scenario/fluid/fluidRecordSchema.ts";
import { boxOf, type FluidScene, lattice, sceneOf } from "../../../observables/fluid/fluidFrames.ts";

export const spacing = 0.25;

const gauges = [
  { name: "tip", kind: "front", direction: "+x" },
  { name: "foot", kind: "point", at: [0.5, 0.5] },
  { name: "outside", kind: "point", at: [0.5, 1.9] },
  { name: "back", kind: "front", direction: "-x" },
];
/** A record section with tables and frames. */
export const everything = {
  measure: { every: 0.25 },
  gauges,
  frames: { every: 0.5 },
};

/** Water in the lower half of a box with a layer of wall below it. */
export function pool(dimensions: 2 | 3): FluidScene {
  const box = boxOf([1, 2, 1].slice(0, dimensions), "reflecting");
  const points = lattice(box, spacing, ([, y]) => y < 1.25);
  const changes = { acceleration: { constant: [0, -10, 0] } };
  return sceneOf(box, spacing, points, { material: ([, y]) => Number(y < spacing), changes });
}

export function contextOf(scene: FluidScene): FluidRecorderContext {
  return fluidRecorderContext(scene.model);
}

/** A clock with steps of 1/32. */
export function clockAt(step: number): FluidClock {
  const limits = { fixed: step, sound: 0, acceleration: 0, viscosity: 0, "surface tension": 0 };
  return { step, time: step / 32, timeStep: 1 / 32, limits };
}

/** The scene at a step: pressure rises to a peak at step 20, all moves along x by a thousandth a step, and the fluid
 * pushes harder and harder. */
export function frameAt({ frame }: FluidScene, step: number): FluidFrame {
  const { particles } = frame;
  return {
    ...frame,
    step,
    time: clockAt(step).time,
    particles: {
      ...particles,
      position: particles.position.map((x, k) => (k % 3 === 0 ? x + step / 1000 : x)),
      velocity: particles.velocity.map((_, k) => (k % 3 === 0 ? step : 0)),
    },
    pressure: frame.pressure.map(() => 1000 - (step - 20) ** 2),
    acceleration: frame.acceleration.map((_, k) => (k % 3) * step),
  };
}

/** A run of a recorded pool: 40 steps, or those from `from` on to `to`. */
export class PoolRun {
  readonly recorders: FluidRecorders;

  constructor(
    record: object,
    readonly scene: FluidScene = pool(2),
    readonly output = new MemoryOutput(),
  ) {
    this.recorders = new FluidRecorders(fluidRecordSchema.parse(record), contextOf(scene));
  }

  async begin(): Promise<void> {
    await this.write([
      ...this.recorders.begin(),
      ...this.recorders.recordEnds(frameAt(this.scene, 0), clockAt(0)),
    ]);
  }

  async advance(from: number, to: number): Promise<void> {
    for (let step = from; step <= to; step++) {
      const clock = clockAt(step);
      if (this.recorders.isDue(clock.time))
        await this.write(this.recorders.record(frameAt(this.scene, step), clock));
    }
  }

  async end(step: number): Promise<void> {
    await this.write(this.recorders.recordEnds(frameAt(this.scene, step), clockAt(step)));
    await this.write(this.recorders.reports());
  }

  async write(writes: readonly Write[]): Promise<void> {
    for (const write of writes) await write(this.output);
  }

  async whole(steps = 40): Promise<this> {
    await this.begin();
    await this.advance(1, steps);
    await this.end(steps);
    return this;
  }

  table(file: string) {
    const { columns, rows } = parseCsv(this.output.text(file)!, file);
    return { columns, column: (name: string) => rows.map((row) => row[columns.indexOf(name)]) };
  }
}
