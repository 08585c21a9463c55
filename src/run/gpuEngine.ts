import type { Frame } from "../core/frame.ts";
import { NumericalError } from "../core/failure.ts";
import type { Particles } from "../core/particles.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { DrawableParticles } from "../gpu/drawable.ts";
import { idOrder, packParticles, recordBytes, unpackParticles } from "../gpu/particleState.ts";
import { Readback } from "../gpu/readback.ts";
import { StartPlaces } from "../gpu/startPlaces.ts";
import { packStatus, type StatusBlock, statusBytes, unpackStatus } from "../gpu/status.ts";
import { initialControl } from "../solvers/md/control.ts";
import type { MolecularModel } from "../solvers/md/model.ts";
import { MolecularDynamics } from "../solvers/md/molecularDynamics.ts";
import { reachLimits } from "../solvers/md/uniforms.ts";
import { Stirring, type Stroke } from "../solvers/stirring/stirring.ts";
import type { BatchPlan, BatchResult, Engine, EngineOptions, EngineState } from "./engine.ts";
import { describeHalt, isFailure, needsGrowth } from "./gpuFailure.ts";
import { GpuSampler } from "./gpuSampler.ts";
import { molecularDrawable } from "./molecularDrawable.ts";

/** Buffers that a step changes and nothing else can give back: what a snapshot and a checkpoint hold. */
const savedBuffers = ["position", "builtPosition", "velocity", "tag", "control"] as const;
type SavedBuffer = (typeof savedBuffers)[number];

const arrayTypes = {
  position: Uint32Array,
  builtPosition: Uint32Array,
  velocity: Float32Array,
  tag: Int32Array,
  control: Float32Array,
} as const;

/** Room left above the longest row when the neighbour list has to grow. */
const growth = 1.15;

/** What a first list is built from: all may go equally far. */
function firstBuilt(position: Uint32Array, model: MolecularModel): Uint32Array<ArrayBuffer> {
  const built = Uint32Array.from(position);
  const reaches = new Float32Array(built.buffer);
  const { uniform } = reachLimits(model);
  for (let k = 3; k < reaches.length; k += 4) reaches[k] = uniform;
  return built;
}

/** Molecular dynamics on a WebGPU device behind the engine interface. */
export class GpuEngine implements Engine {
  readonly drawable: DrawableParticles;
  private stirring?: Promise<Stirring>;
  private status: StatusBlock = unpackStatus(packStatus({}));

  private constructor(
    private readonly context: GpuContext,
    private readonly model: MolecularModel,
    /** For verification, which looks at single buffers. */
    readonly solver: MolecularDynamics,
    private readonly snapshot: Readonly<Record<SavedBuffer, GPUBuffer>>,
    private readonly sampler: GpuSampler,
    private readonly readback: Readback,
    start: Particles,
  ) {
    const places = StartPlaces.of(context, solver.pool, model.box, start);
    this.drawable = molecularDrawable(model, solver, places);
  }

  /**
   * Puts particles on the device and evaluates the forces.
   *
   * @throws Error where a pass does not compile or a buffer does not fit.
   */
  static async create(
    context: GpuContext,
    model: MolecularModel,
    particles: Particles,
    options: EngineOptions = {},
  ): Promise<GpuEngine> {
    const solver = await MolecularDynamics.create(context, model, particles.count);
    const { pool, buffers } = solver;
    const sampler = await GpuSampler.create(context, model, solver, options);
    const copies = savedBuffers.map((name) => [
      name,
      pool.storage(`snapshot of ${name}`, buffers[name].size),
    ]);
    const snapshot = Object.fromEntries(copies) as Record<SavedBuffer, GPUBuffer>;
    const readback = new Readback(context, pool);
    const engine = new GpuEngine(context, model, solver, snapshot, sampler, readback, particles);
    const records = packParticles(particles, model.box);
    if (model.integrator.kind === "fire") records.velocity.fill(0);
    const control = initialControl(model);
    await engine.restore(
      { ...records, builtPosition: firstBuilt(records.position, model), control },
      {},
      true,
    );
    if (options.displacement) await engine.setDisplacementOrigin();
    return engine;
  }

  get adapter() {
    return this.context.adapter;
  }

  get particleCount(): number {
    return this.solver.count;
  }

  get step(): number {
    return this.status.step;
  }

  get memoryBytes(): number {
    return this.solver.pool.bytes;
  }

  get neighbourListBuilds(): number {
    return this.status.builds + this.status.rebuilding;
  }

  /** The step that the list in use was built in. */
  private get builtAt(): number {
    return this.status.rebuilding ? this.status.step : this.status.builtAt;
  }

  async advance(plan: BatchPlan): Promise<BatchResult> {
    for (;;) {
      const { status, result } = await this.runBatch(plan);
      if (!isFailure(status)) {
        this.status = status;
        return result;
      }
      await this.recover(status);
    }
  }

  async frame({ potentialEnergy = false } = {}): Promise<Frame> {
    const { device } = this.context;
    const { buffers } = this.solver;
    const names = ["position", "velocity", "tag", "force", ...(potentialEnergy ? ["energyAndVirial"] : [])];
    const encoder = device.createCommandEncoder({ label: "frame" });
    if (potentialEnergy) this.pass(encoder, (pass) => this.solver.encodeMeasure(pass));
    this.readback.begin(names.length * this.solver.count * recordBytes);
    for (const name of names) this.readback.copy(encoder, buffers[name]);
    device.queue.submit([encoder.finish()]);
    const [position, velocity, tag, force, energy] = await this.readback.take();
    const records = {
      position: new Uint32Array(position),
      velocity: new Float32Array(velocity),
      tag: new Int32Array(tag),
    };
    const order = idOrder(records.tag);
    const forces = new Float32Array(force);
    const energies = energy && new Float32Array(energy);
    const { box, timeStep, types } = this.model;
    return {
      step: this.step,
      time: this.step * timeStep,
      box,
      particles: unpackParticles(records, order, box),
      force: Float64Array.from(
        { length: 3 * order.length },
        (_, k) => forces[4 * order[Math.floor(k / 3)] + (k % 3)],
      ),
      potentialEnergy: energies && Float64Array.from(order, (i) => energies[4 * i]),
      typeNames: types.map((type) => type.name),
    };
  }

  async setDisplacementOrigin(): Promise<void> {
    const { position, velocity, tag } = await this.readSaved();
    this.sampler.setOrigin({ position, velocity, tag }, this.step);
  }

  async saveState(): Promise<EngineState> {
    const counters = new Uint32Array([this.step, this.neighbourListBuilds, this.status.halt, this.builtAt]);
    return { ...(await this.readSaved()), counters, ...this.sampler.saveOrigin() };
  }

  async loadState(state: EngineState): Promise<void> {
    const saved = Object.fromEntries(savedBuffers.map((name) => [name, state[name]]));
    const [step, builds, halt, builtAt] = state.counters;
    await this.restore(saved as Awaited<ReturnType<GpuEngine["readSaved"]>>, { step, builds, halt, builtAt });
    this.sampler.loadOrigin(state);
  }

  async stir(stroke: Stroke): Promise<void> {
    const { drawable, model, context, solver } = this;
    const { epsilon = 1 } = model.pairs.entries[0].parameters as { readonly epsilon?: number };
    // About that of thermal motion in a liquid, whose kinetic energies are as deep as its wells.
    const typicalSpeed = Math.sqrt(epsilon / model.types[0].mass);
    this.stirring ??= Stirring.create(context, solver.pool, {
      ...drawable,
      velocity: solver.buffers.velocity,
      isMoved: drawable.kinds.map(() => true),
      typicalSpeed,
    });
    (await this.stirring).apply(stroke);
  }

  /** Idempotent. */
  destroy(): void {
    this.solver.destroy();
  }

  private async runBatch(plan: BatchPlan): Promise<{ status: StatusBlock; result: BatchResult }> {
    const { device } = this.context;
    const { buffers } = this.solver;
    const encoder = device.createCommandEncoder({ label: `steps ${this.step} to ${plan.untilStep}` });
    this.readback.begin(statusBytes + this.sampler.bytes(plan));
    for (const name of savedBuffers) {
      encoder.copyBufferToBuffer(buffers[name], 0, this.snapshot[name], 0, buffers[name].size);
    }
    const stops = this.sampler.steps(plan);
    for (let step = this.step; ;) {
      if (stops.has(step)) this.sampler.encode(encoder, this.readback, plan, step);
      if (step >= plan.untilStep) break;
      const next = Math.min(plan.untilStep, ...[...stops].filter((stop) => stop > step));
      const pass = plan.profiler?.begin(encoder) ?? encoder.beginComputePass();
      for (; step < next; step++) this.solver.encodeStep(pass);
      pass.end();
    }
    plan.profiler?.finish(encoder);
    this.readback.copy(encoder, buffers.status, statusBytes);
    device.queue.submit([encoder.finish()]);
    const parts = await this.readback.take();
    const status = unpackStatus(new Uint32Array(parts.pop() as ArrayBuffer));
    return { status, result: this.sampler.decode(parts, plan, status) };
  }

  /** Goes back to the start of the batch, with a longer list where that is the cure; throws where there is none. */
  private async recover(failed: StatusBlock): Promise<void> {
    let uncured = needsGrowth(failed) ? undefined : describeHalt(failed, this.model);
    if (uncured === undefined) {
      try {
        this.solver.growList(growth * failed.listCapacityNeeded);
      } catch (error) {
        uncured = `the neighbour list overflows at step ${failed.step}: ${(error as Error).message}`;
      }
    }
    const { step, neighbourListBuilds: builds, builtAt } = this;
    await this.restore(this.snapshot, { step, builds, builtAt });
    const particle = needsGrowth(failed) ? undefined : failed.particle;
    if (uncured !== undefined) throw new NumericalError(uncured, failed.step, particle);
  }

  /**
   * Takes up particles and control, from the host or from a snapshot. The neighbour list is a function of the
   * positions it was built from and of reaches, so building it from those again gives back the very same rows.
   *
   * @param isFirst whether there was no list before: particles are where it is built
   */
  private async restore(
    source: Readonly<Record<SavedBuffer, GPUBuffer | ArrayBufferView<ArrayBuffer>>>,
    counters: Partial<Pick<StatusBlock, "step" | "builds" | "halt" | "builtAt">>,
    isFirst = false,
  ): Promise<void> {
    const { device } = this.context;
    const { buffers } = this.solver;
    const write = (name: SavedBuffer, target = buffers[name]) => {
      const from = source[name];
      if (!ArrayBuffer.isView(from)) {
        const encoder = device.createCommandEncoder({ label: "restore" });
        encoder.copyBufferToBuffer(from, 0, target, 0, target.size);
        device.queue.submit([encoder.finish()]);
      } else device.queue.writeBuffer(target, 0, from);
    };
    for (;;) {
      // Sorted by the places of then; types do not matter to that.
      write(isFirst ? "position" : "builtPosition", buffers.position);
      for (const name of ["builtPosition", "velocity", "tag", "control"] as const) write(name);
      device.queue.writeBuffer(buffers.status, 0, packStatus({ step: counters.step, rebuilding: 2 }));
      this.submit("build neighbour list", (pass) => this.solver.encodeRebuild(pass));
      if (!isFirst) write("position");
      this.submit("forces", (pass) => this.solver.encodeForces(pass));
      const status = await this.readStatus();
      if (!needsGrowth(status)) break;
      this.solver.growList(growth * status.listCapacityNeeded);
    }
    // A list built again for a restored state was counted when it was built first.
    const builds = counters.builds ?? 1;
    device.queue.writeBuffer(buffers.status, 0, packStatus({ ...counters, builds }));
    this.status = unpackStatus(packStatus({ ...counters, builds }));
  }

  private async readStatus(): Promise<StatusBlock> {
    const encoder = this.context.device.createCommandEncoder({ label: "status" });
    this.readback.begin(statusBytes);
    this.readback.copy(encoder, this.solver.buffers.status, statusBytes);
    this.context.device.queue.submit([encoder.finish()]);
    const [words] = await this.readback.take();
    return unpackStatus(new Uint32Array(words));
  }

  private async readSaved() {
    const { device } = this.context;
    const { buffers } = this.solver;
    const encoder = device.createCommandEncoder({ label: "save" });
    this.readback.begin(savedBuffers.reduce((sum, name) => sum + buffers[name].size, 0));
    for (const name of savedBuffers) this.readback.copy(encoder, buffers[name]);
    device.queue.submit([encoder.finish()]);
    const parts = await this.readback.take();
    const arrays = savedBuffers.map((name, k) => [name, new arrayTypes[name](parts[k])]);
    return Object.fromEntries(arrays) as { [Name in SavedBuffer]: InstanceType<(typeof arrayTypes)[Name]> };
  }

  private pass(encoder: GPUCommandEncoder, record: (pass: GPUComputePassEncoder) => void): void {
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
  }

  private submit(label: string, record: (pass: GPUComputePassEncoder) => void): void {
    const encoder = this.context.device.createCommandEncoder({ label });
    this.pass(encoder, record);
    this.context.device.queue.submit([encoder.finish()]);
  }
}
