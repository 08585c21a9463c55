import { createParticles } from "../../src/core/particles.ts";
import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import type { EngineState } from "../../src/run/engine.ts";
import type { FluidClock, FluidEngine } from "../../src/run/fluidEngine.ts";
import { fluidBox } from "../solvers/sph/reference/fluidModels.ts";

/** An engine whose fluid stands still while the clock runs, in steps of a given length; it remembers what was asked of it. */
export class SteppingEngine implements FluidEngine {
  readonly adapter = { description: "a clock", kind: "reference" } as const;
  readonly particleCount = 1;
  readonly memoryBytes = 0;
  readonly neighbourListBuilds = 0;
  readonly plans: { readonly untilTime: number; readonly maximumSteps: number }[] = [];
  frames = 0;
  #step = 0;
  #time = 0;

  /** @param haste how much earlier than asked it finds a time reached */
  constructor(
    private readonly timeStep: number,
    private readonly haste = 0,
  ) {}

  get clock(): FluidClock {
    const limits = { fixed: 0, sound: this.#step, acceleration: 0, viscosity: 0, "surface tension": 0 };
    return { step: this.#step, time: this.#time, timeStep: this.timeStep, limits };
  }

  async advance(plan: { readonly untilTime: number; readonly maximumSteps: number }): Promise<void> {
    this.plans.push(plan);
    for (let k = 0; k < plan.maximumSteps && this.#time < plan.untilTime - this.haste; k++) {
      this.#step++;
      this.#time = this.#step * this.timeStep;
    }
  }

  async frame(): Promise<FluidFrame> {
    this.frames++;
    return {
      step: this.#step,
      time: this.#time,
      box: fluidBox([1, 1]),
      particles: createParticles(1),
      density: Float64Array.of(1000),
      pressure: new Float64Array(1),
      acceleration: new Float64Array(3),
      materialNames: ["water"],
      fluidCount: 1,
    };
  }

  async saveState(): Promise<EngineState> {
    return { step: Float64Array.of(this.#step) };
  }

  async loadState({ step }: EngineState): Promise<void> {
    this.#step = step[0];
    this.#time = this.#step * this.timeStep;
  }

  destroy(): void {}
}
