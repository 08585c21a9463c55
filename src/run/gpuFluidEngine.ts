import { NumericalError } from "../core/failure.ts";
import type { FluidFrame } from "../core/fluidFrame.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { DrawableParticles } from "../gpu/drawable.ts";
import { packParticles } from "../gpu/particleState.ts";
import { Readback } from "../gpu/readback.ts";
import { StartPlaces } from "../gpu/startPlaces.ts";
import { haltCodes, packStatus, type StatusBlock, statusBytes } from "../gpu/status.ts";
import { bodyForceAtStart } from "../solvers/sph/bodyForceAtStart.ts";
import { createFluidSolver } from "../solvers/sph/createFluidSolver.ts";
import { fluidExtent } from "../solvers/sph/fluidExtent.ts";
import {
  type ClockState,
  fluidStatusBytes,
  packClock,
  unpackFluidStatus,
} from "../solvers/sph/fluidStatus.ts";
import type { FluidSolver, SolverDiagnostics } from "../solvers/sph/fluidSolver.ts";
import type { FluidModel, FluidParticles } from "../solvers/sph/model.ts";
import { canBeHeld, type Grip, gripOf } from "../solvers/sph/solids/solidGrip.ts";
import { Stirring, type Stroke } from "../solvers/stirring/stirring.ts";
import type { EngineState } from "./engine.ts";
import {
  type FluidBatch,
  type FluidClock,
  type FluidEngine,
  type TimeStepLimit,
  timeStepLimits,
} from "./fluidEngine.ts";
import { fluidDrawable } from "./fluidDrawable.ts";
import { fluidFrameFrom } from "./fluidFrameFrom.ts";
import { describeFluidHalt } from "./fluidFailure.ts";
import { initialRecords } from "./fluidRecords.ts";

/** Room left above the longest row when the neighbour list has to grow. */
const growth = 1.15;
/** Later than any run: steps are not paused. */
const never = 3e38;

interface Counters {
  readonly step: number;
  readonly builds: number;
  /** 1 where a list was built in the last step, which the next one counts. */
  readonly rebuilding: number;
}

/** A fluid on a WebGPU device behind the engine interface. */
export class GpuFluidEngine implements FluidEngine {
  private clockState: ClockState = {
    time: 0,
    timeRest: 0,
    nextTimeStep: 0,
    bodyForce: [0, 0, 0],
    limits: [0, 0, 0, 0, 0, 0, 0],
    added: 0,
    removed: 0,
    sinceList: 0,
    stepsSinceList: 0,
    ahead: 0,
    leeway: 0,
    fastest: 0,
    fastestBefore: 0,
  };
  private counters: Counters = { step: 0, builds: 0, rebuilding: 0 };
  private lastDiagnostics?: SolverDiagnostics;
  private readonly snapshot: Readonly<Record<string, GPUBuffer>>;
  private readonly readback: Readback;
  readonly drawable: DrawableParticles;
  private stirring?: Promise<Stirring>;
  private isDestroyed = false;

  private constructor(
    private readonly context: GpuContext,
    private readonly model: FluidModel,
    /** For verification, which looks at single buffers. */
    readonly solver: FluidSolver,
    start: FluidParticles,
  ) {
    const { pool, buffers } = solver.system;
    const copies = solver.savedBuffers.map((name) => [
      name,
      pool.storage(`snapshot of ${name}`, buffers[name].size),
    ]);
    this.snapshot = Object.fromEntries(copies);
    this.readback = new Readback(context, pool);
    const places = StartPlaces.of(context, pool, model.box, start);
    this.drawable = fluidDrawable(model, solver.system, places);
  }

  /**
   * Puts particles on the device and evaluates what the first step starts from.
   *
   * @throws Error where a pass does not compile or a buffer does not fit; NumericalError where the start is not finite
   */
  static async create(
    context: GpuContext,
    model: FluidModel,
    particles: FluidParticles,
  ): Promise<GpuFluidEngine> {
    const solver = await createFluidSolver(context, model, fluidExtent(model, particles));
    const engine = new GpuFluidEngine(context, model, solver, particles);
    await engine.start(particles);
    return engine;
  }

  get adapter() {
    return this.context.adapter;
  }

  get particleCount(): number {
    return this.solver.system.count;
  }

  get memoryBytes(): number {
    return this.solver.system.pool.bytes;
  }

  get neighbourListBuilds(): number {
    return this.counters.builds + this.counters.rebuilding;
  }

  get diagnostics(): SolverDiagnostics | undefined {
    return this.lastDiagnostics;
  }

  get clock(): FluidClock {
    const { time, timeRest, nextTimeStep, limits, added, removed } = this.clockState;
    const counts = timeStepLimits.map((name, k) => [name, limits[k]]);
    return {
      step: this.counters.step,
      time: time + timeRest,
      timeStep: nextTimeStep,
      limits: Object.fromEntries(counts) as Record<TimeStepLimit, number>,
      ...(this.model.openBoundaries && { exchange: { added, removed } }),
    };
  }

  async advance(batch: FluidBatch): Promise<void> {
    for (;;) {
      const { status, clock, diagnostics } = await this.runBatch(batch);
      if (status.halt === haltCodes.running || status.halt === haltCodes.paused) {
        this.lastDiagnostics = diagnostics;
        if (diagnostics) this.solver.noteIterations?.(diagnostics);
        this.clockState = clock;
        const { step, builds, rebuilding } = status;
        this.counters = { step, builds, rebuilding };
        return;
      }
      await this.recover(status, clock.time, diagnostics);
    }
  }

  async frame(): Promise<FluidFrame> {
    const { buffers } = this.solver.system;
    const names = ["position", "velocity", "tag", "rate", "thermo"];
    const [position, velocity, tag, rate, thermo] = await this.read(names.map((name) => buffers[name]));
    return fluidFrameFrom(
      this.model,
      { step: this.counters.step, time: this.clock.time },
      {
        position: new Uint32Array(position),
        velocity: new Float32Array(velocity),
        tag: new Int32Array(tag),
        rate: new Float32Array(rate),
        thermo: new Float32Array(thermo),
      },
    );
  }

  async saveState(): Promise<EngineState> {
    const { buffers } = this.solver.system;
    const { savedBuffers } = this.solver;
    const parts = await this.read(savedBuffers.map((name) => buffers[name]));
    const arrays = savedBuffers.map((name, k) => [name, new Uint32Array(parts[k])]);
    const { step, builds, rebuilding } = this.counters;
    return {
      ...Object.fromEntries(arrays),
      counters: new Uint32Array([step, builds, rebuilding]),
      clock: new Uint32Array(packClock(this.clockState, never)),
    };
  }

  async loadState(state: EngineState): Promise<void> {
    this.takeClock(state);
    await this.restore(state as Record<string, Uint32Array<ArrayBuffer>>);
  }

  async adopt(state: EngineState): Promise<void> {
    this.takeClock(state);
    const arrays = this.solver.savedBuffers.map((name) => [name, state[name]]);
    await this.evaluate(Object.fromEntries(arrays) as Record<string, Uint32Array<ArrayBuffer>>);
  }

  async stir(stroke: Stroke): Promise<void> {
    const { drawable, model, context, solver } = this;
    this.stirring ??= Stirring.create(context, solver.system.pool, {
      ...drawable,
      velocity: solver.system.buffers.velocity,
      isMoved: drawable.kinds.map(({ role }) => role === "fluid"),
      typicalSpeed: model.expectedSpeed,
    });
    (await this.stirring).apply(stroke);
  }

  async grip(solid: string): Promise<Grip | undefined> {
    const { model, context, solver } = this;
    const index = model.solids.findIndex(({ name }) => name === solid);
    if (index < 0 || !canBeHeld(model.solids[index])) return undefined;
    const { buffers } = solver.system;
    const [solids, motions] = await this.read([buffers.solids, buffers.motions]);
    const taken = { index, solids, motions, frame: await this.frame() };
    return gripOf(model, taken, (offset, record) => {
      if (!this.isDestroyed) context.device.queue.writeBuffer(buffers.motions, offset, record);
    });
  }

  /** Idempotent. */
  destroy(): void {
    this.isDestroyed = true;
    this.solver.system.destroy();
  }

  private async start(particles: FluidParticles): Promise<void> {
    const records = packParticles(particles, this.model.box);
    const initial = initialRecords(this.model, particles, records);
    this.clockState = { ...this.clockState, bodyForce: bodyForceAtStart(this.model) };
    await this.evaluate(initial);
  }

  /** Sorts particles in any order, finds their neighbours and evaluates everything with a step of 0. */
  private async evaluate(initial: Readonly<Record<string, ArrayBufferView<ArrayBuffer>>>): Promise<void> {
    const { device } = this.context;
    const { buffers } = this.solver.system;
    // Nothing is foreseen yet.
    this.clockState = { ...this.clockState, sinceList: 0, stepsSinceList: 0, ahead: 0 };
    this.counters = { ...this.counters, builds: this.neighbourListBuilds, rebuilding: 0 };
    for (;;) {
      for (const [name, data] of Object.entries(initial)) device.queue.writeBuffer(buffers[name], 0, data);
      this.writeStatus({ rebuilding: 1, isActive: 1 }, never);
      this.submit("start", (pass) => {
        this.solver.system.encodeFirstRebuild(pass);
        this.solver.encodeEvaluation(pass);
      });
      const { status, clock } = await this.readStatus();
      if (status.halt === haltCodes.listOverflow) {
        this.solver.growList(growth * status.listCapacityNeeded);
        continue;
      }
      if (status.halt === haltCodes.unfinished) {
        this.solver.recordMore?.();
        continue;
      }
      if (status.halt !== haltCodes.running) throw this.failure(status, this.clockState.time);
      this.clockState = { ...clock, limits: this.clockState.limits };
      this.counters = { ...this.counters, rebuilding: 1 };
      return;
    }
  }

  private takeClock({ counters: [step, builds, rebuilding = 0], clock }: EngineState): void {
    const words = clock as Uint32Array;
    const block = new Uint8Array(fluidStatusBytes);
    block.set(new Uint8Array(words.buffer, words.byteOffset, words.byteLength), statusBytes);
    this.clockState = unpackFluidStatus(block.buffer).clock;
    this.counters = { step, builds, rebuilding };
  }

  private async runBatch({ untilTime, maximumSteps, profiler }: FluidBatch) {
    const { device } = this.context;
    const { system, diagnostics } = this.solver;
    const { buffers } = system;
    this.writeStatus({}, untilTime, this.counters.step + maximumSteps);
    const encoder = device.createCommandEncoder({ label: `steps from ${this.counters.step}` });
    this.readback.begin(fluidStatusBytes + (diagnostics?.bytes ?? 0));
    for (const [name, copy] of Object.entries(this.snapshot)) {
      encoder.copyBufferToBuffer(buffers[name], 0, copy, 0, copy.size);
    }
    const pass = profiler?.begin(encoder) ?? encoder.beginComputePass();
    for (let k = 0; k < maximumSteps; k++) this.solver.encodeStep(pass);
    pass.end();
    profiler?.finish(encoder);
    this.readback.copy(encoder, buffers.status, fluidStatusBytes);
    if (diagnostics) this.readback.copy(encoder, diagnostics.buffer, diagnostics.bytes);
    device.queue.submit([encoder.finish()]);
    const [block, words] = await this.readback.take();
    return { ...unpackFluidStatus(block), diagnostics: diagnostics?.unpack(words) };
  }

  /** Goes back to the start of the batch, with a longer list or more iterations where that is the cure; throws where there is none. */
  private async recover(failed: StatusBlock, time: number, diagnostics?: SolverDiagnostics): Promise<void> {
    let uncured: NumericalError | undefined;
    if (failed.halt === haltCodes.unfinished) this.solver.recordMore?.(diagnostics);
    else if (failed.halt !== haltCodes.listOverflow) uncured = this.failure(failed, time);
    else {
      try {
        this.solver.growList(growth * failed.listCapacityNeeded);
      } catch (error) {
        const message = `the neighbour list overflows at step ${failed.step}: ${(error as Error).message}`;
        uncured = new NumericalError(message, failed.step, undefined);
      }
    }
    await this.restore(this.snapshot);
    if (uncured) throw uncured;
  }

  private failure(status: StatusBlock, time: number): NumericalError {
    const particle = status.halt === haltCodes.reserveEmpty ? undefined : status.particle;
    return new NumericalError(describeFluidHalt(status, this.model, time), status.step, particle);
  }

  /**
   * Takes up the saved buffers, from the host or from the snapshot. The neighbour list is a function of the positions it
   * was built from, and of what `builtPosition` says beside them; those lie in sorted order already, so that building it again moves no particle.
   */
  private async restore(
    source: Readonly<Record<string, GPUBuffer | Uint32Array<ArrayBuffer>>>,
  ): Promise<void> {
    const { device } = this.context;
    const { buffers } = this.solver.system;
    const write = (name: string) => {
      const from = source[name];
      if (ArrayBuffer.isView(from)) {
        device.queue.writeBuffer(buffers[name], 0, from);
        return;
      }
      const encoder = device.createCommandEncoder({ label: "restore" });
      encoder.copyBufferToBuffer(from, 0, buffers[name], 0, from.size);
      device.queue.submit([encoder.finish()]);
    };
    for (;;) {
      for (const name of this.solver.savedBuffers) write(name);
      this.writeStatus({ rebuilding: 2 }, never);
      this.submit("build neighbour list", (pass) => this.solver.system.encodeRebuildAgain(pass));
      write("position");
      const { status } = await this.readStatus();
      if (status.halt !== haltCodes.listOverflow) break;
      this.solver.growList(growth * status.listCapacityNeeded);
    }
    this.writeStatus({}, never);
  }

  /** The status block and the clock as the host knows them. */
  private writeStatus(words: Partial<StatusBlock>, stopTime: number, lastStep?: number): void {
    const { device } = this.context;
    const { status } = this.solver.system.buffers;
    device.queue.writeBuffer(status, 0, packStatus({ ...this.counters, ...words }));
    device.queue.writeBuffer(status, statusBytes, packClock(this.clockState, stopTime, lastStep));
  }

  private async readStatus() {
    const [block] = await this.read([this.solver.system.buffers.status]);
    return unpackFluidStatus(block);
  }

  /** The present contents of buffers, from one moment. */
  private async read(buffers: readonly GPUBuffer[]): Promise<ArrayBuffer[]> {
    const { device } = this.context;
    const encoder = device.createCommandEncoder({ label: "read" });
    this.readback.begin(buffers.reduce((sum, { size }) => sum + size, 0));
    for (const buffer of buffers) this.readback.copy(encoder, buffer);
    device.queue.submit([encoder.finish()]);
    return this.readback.take();
  }

  private submit(label: string, record: (pass: GPUComputePassEncoder) => void): void {
    const encoder = this.context.device.createCommandEncoder({ label });
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
    this.context.device.queue.submit([encoder.finish()]);
  }
}
