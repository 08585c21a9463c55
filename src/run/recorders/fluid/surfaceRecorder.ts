import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { meshObjChunks } from "../../../formats/meshObj.ts";
import { encodeMeshPly } from "../../../formats/meshPly.ts";
import type { FluidContext } from "../../../observables/fluid/fluidContext.ts";
import { isoSurface } from "../../../observables/isoSurface/isoSurface.ts";
import { frameFileName } from "../../frameFiles.ts";
import type { FluidRecordPlan } from "../../scenario/fluid/fluidRecordSchema.ts";
import type { Write } from "../recorder.ts";
import type { FluidRecorder, FluidRecorderContext } from "./fluidRecorder.ts";
import { withoutSolids } from "./withoutSolids.ts";

export type SurfacePlan = NonNullable<FluidRecordPlan["surface"]>;

/**
 * Writes the surface of the fluids to `surfaces/step-000000100.ply` or `.obj` (isoSurface.ts), in three dimensions. Particles
 * have the volume m/ρ; it closes where the fluid meets walls and periodic sides.
 */
export class SurfaceRecorder implements FluidRecorder {
  readonly name = "surface";
  readonly every: number;
  readonly columns = {};
  readonly appendedFiles = [];

  constructor(
    private readonly plan: SurfacePlan,
    private readonly context: FluidRecorderContext,
  ) {
    this.every = plan.every;
  }

  take(frame: FluidFrame): Write {
    const { format } = this.plan;
    const name = frameFileName(frame.step, "surfaces", format);
    return (output) => {
      const mesh = this.#surface(frame, this.context.fluid);
      const content = format === "ply" ? encodeMeshPly(mesh) : [...meshObjChunks(mesh)].join("");
      return output.writeFile(name, content);
    };
  }

  #surface(frame: FluidFrame, { kernel, supportRadius, spacing, materials }: FluidContext) {
    const { particles, density } = withoutSolids(frame);
    return isoSurface({
      position: particles.position,
      volume: density.map((rho, i) => materials[particles.type[i]].particleMass / rho),
      kernel,
      supportRadius,
      gridSpacing: this.plan.gridSpacing ?? spacing / 2,
      level: this.plan.level,
    });
  }
}
