import { decodeCoordinate, positionCode } from "../../../src/core/fixedPoint.ts";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { DivergenceFree } from "../../../src/solvers/sph/divergenceFree/divergenceFree.ts";
import { unpackFluidStatus } from "../../../src/solvers/sph/fluidStatus.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../../../src/solvers/sph/model.ts";
import { latticeVolume } from "../../../src/solvers/sph/reference/divergenceFree.ts";
import type { ScaledValues } from "../../../src/solvers/sph/reference/termSum.ts";
import { readBuffer, readFloats, readWords, submit } from "../../support/device.ts";

/** One component of records of four (or two) floats. */
function column(records: Float32Array, stride: number, k: number): Float64Array {
  return Float64Array.from({ length: records.length / stride }, (_, i) => records[stride * i + k]);
}

function vectors(records: Float32Array): Float64Array {
  return Float64Array.from(
    { length: (3 * records.length) / 4 },
    (_, k) => records[4 * Math.floor(k / 3) + (k % 3)],
  );
}

/** A solver in the middle of a run, taken through the passes of a step one by one. */
export class StageProbe {
  #next = 0;

  private constructor(
    private readonly context: GpuContext,
    readonly engine: GpuFluidEngine,
    readonly model: FluidModel,
  ) {}

  /** @param steps taken before the one that is looked at */
  static async create(
    context: GpuContext,
    model: FluidModel,
    particles: FluidParticles,
    steps: number,
  ): Promise<StageProbe> {
    const engine = await GpuFluidEngine.create(context, model, particles);
    await engine.advance({ untilTime: 1e9, maximumSteps: steps });
    return new StageProbe(context, engine, model);
  }

  get solver(): DivergenceFree {
    const { solver } = this.engine;
    if (solver instanceof DivergenceFree) return solver;
    throw new TypeError("not the divergence-free solver");
  }

  /** Takes the passes up to the next one of this label, that one included. */
  through(label: string): void {
    const { stages } = this.solver;
    const end = stages.findIndex((stage, k) => k >= this.#next && stage.label === label);
    if (end < 0) throw new RangeError(`no stage ${label} is left`);
    submit(this.context, (pass) => {
      for (const { record } of stages.slice(this.#next, end + 1)) record(pass);
    });
    this.#next = end + 1;
  }

  /** All records in the device's order, as float64. */
  async read() {
    const { context, model } = this;
    const { buffers } = this.solver.system;
    const words = await readWords(context, buffers.position);
    const code = positionCode(model.box);
    const count = words.length / 4;
    const position = Float64Array.from({ length: 3 * count }, (_, k) =>
      decodeCoordinate(words[4 * Math.floor(k / 3) + (k % 3)], k % 3, code),
    );
    const type = Uint32Array.from({ length: count }, (_, i) => words[4 * i + 3]);
    const [velocity, carried, rate, thermo, predicted, equation, impulse] = await Promise.all(
      ["velocity", "deviation", "rate", "thermo", "scratchA", "scratchB", "scratchC"].map((name) =>
        readFloats(context, buffers[name]),
      ),
    );
    const beside = column(velocity, 4, 3);
    const ofFluids = Math.fround(latticeVolume(model));
    const solver = await readBuffer(context, this.solver.diagnostics.buffer);
    const status = await readBuffer(context, buffers.status);
    return {
      fields: {
        type,
        volume: beside.map((v, i) => (isSolid(model, type[i]) ? v : ofFluids)),
      },
      position,
      velocity: vectors(velocity),
      guesses: [column(carried, 4, 3), beside],
      carried: vectors(carried),
      acceleration: vectors(rate),
      factor: column(rate, 4, 3),
      density: column(thermo, 2, 0),
      pressure: column(thermo, 2, 1),
      predicted: vectors(predicted),
      equation: {
        factor: column(equation, 4, 0),
        source: column(equation, 4, 1),
        accepted: column(equation, 4, 2),
        softness: column(equation, 4, 3),
      },
      impulse: column(impulse.subarray(0, 2 * count), 2, 0),
      sinceRestart: new Uint32Array(solver)[2],
      hasGuess: new Uint32Array(solver)[3] === 1,
      solves: this.solver.diagnostics.unpack(solver),
      clock: unpackFluidStatus(status).clock,
      timeStep: new Float32Array(status, 32)[2],
    };
  }
}

/** The largest error in units of what float32 sums may be off by, 32 · 2⁻²⁴ of their scale: within bounds up to 1. */
export function worstError(
  actual: Float64Array,
  { value, scale }: ScaledValues,
  counts: (k: number) => boolean = () => true,
): number {
  if (actual.length !== value.length) throw new RangeError(`${actual.length} values for ${value.length}`);
  let worst = 0;
  for (let k = 0; k < value.length; k++) {
    if (!counts(k)) continue;
    const error = Math.abs(actual[k] - value[k]);
    if (error === 0) continue;
    const ratio = error / (32 * 2 ** -24 * scale[k]);
    if (!(ratio <= worst)) worst = ratio;
  }
  return worst;
}
