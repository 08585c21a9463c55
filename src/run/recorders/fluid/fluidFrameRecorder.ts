import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { encodeFluidFrameNpz } from "../../../formats/fluidFrameNpz.ts";
import { encodePvd, encodeVtp } from "../../../formats/vtkPolyData.ts";
import { frameFileName } from "../../frameFiles.ts";
import type { FluidRecordPlan } from "../../scenario/fluid/fluidRecordSchema.ts";
import type { Write } from "../recorder.ts";
import type { FluidRecorder } from "./fluidRecorder.ts";
import { withoutSolids } from "./withoutSolids.ts";

const collectionFile = "frames.pvd";

export type FluidFramePlan = NonNullable<FluidRecordPlan["frames"]>;

/**
 * Writes configurations to `frames/step-000000100.npz` (fluidFrameNpz.ts) and `.vtp`, and `frames.pvd`, in which ParaView
 * finds the latter with their times.
 */
export class FluidFrameRecorder implements FluidRecorder {
  readonly name = "frames";
  readonly every: number;
  readonly columns = {};
  readonly appendedFiles = [];
  /** Step and time of every frame written. */
  #written: (readonly [step: number, time: number])[] = [];

  constructor(private readonly plan: FluidFramePlan) {
    this.every = plan.every;
  }

  take(frame: FluidFrame): Write {
    const { formats, solids } = this.plan;
    const { step, time } = frame;
    this.#written.push([step, time]);
    return async (output) => {
      const shown = solids ? frame : withoutSolids(frame);
      if (formats.includes("npz")) await output.writeFile(frameFileName(step), encodeFluidFrameNpz(shown));
      if (formats.includes("vtp")) await output.writeFile(vtpName(step), encodeFluidFrameVtp(shown));
    };
  }

  reports(): Write[] {
    if (!this.plan.formats.includes("vtp")) return [];
    const text = encodePvd(this.#written.map(([step, time]) => ({ time, file: vtpName(step) })));
    return [(output) => output.writeFile(collectionFile, text)];
  }

  saveState(): Float64Array {
    return Float64Array.from(this.#written.flat());
  }

  loadState(state: Float64Array): void {
    this.#written = Array.from({ length: state.length / 2 }, (_, k) => [state[2 * k], state[2 * k + 1]]);
  }
}

function vtpName(step: number): string {
  return frameFileName(step, "frames", "vtp");
}

function encodeFluidFrameVtp({ particles, density, pressure, acceleration, time }: FluidFrame): Uint8Array {
  return encodeVtp({
    points: particles.position,
    fields: [
      { name: "velocity", components: 3, data: particles.velocity },
      { name: "density", components: 1, data: density },
      { name: "pressure", components: 1, data: pressure },
      { name: "acceleration", components: 3, data: acceleration },
      { name: "id", components: 1, data: particles.id },
      { name: "type", components: 1, data: particles.type },
    ],
    time,
  });
}
