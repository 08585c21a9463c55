import type { FluidFrame } from "../../../core/fluidFrame.ts";
import { positionCode } from "../../../core/fixedPoint.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { FluidModel } from "../model.ts";
import { followRate } from "./followRate.ts";
import { motionBlock, packLead } from "./motionRecords.ts";
import { solidBlock } from "./solidRecords.ts";

/** A solid in a hand, which leads it about while the fluid is computed. */
export interface Grip {
  /**
   * Leads the solid to where it was taken plus a displacement [length], cut to what keeps all of it in the box. It follows as
   * fast as the flow is expected to be at most.
   */
  lead(displacement: Vector3): void;
  /** Lets go: a body flies on, another solid comes to rest. */
  release(): void;
}

/** Whether a hand can take a solid without anything else being compiled. */
export function canBeHeld({
  motion,
  body,
}: {
  readonly motion?: { readonly kind: string };
  readonly body?: object;
}): boolean {
  return motion?.kind === "held" || body !== undefined;
}

/** What there is of a solid on the device when it is taken. */
export interface TakenSolid {
  /** Its index among the solids of the model. */
  readonly index: number;
  /** The records of all solids, and of their motions. */
  readonly solids: ArrayBuffer;
  readonly motions: ArrayBuffer;
  readonly frame: FluidFrame;
}

/** @param write puts a record of a motion on the device, at so many bytes from the start of `motions` */
export function gripOf(
  model: FluidModel,
  { index, solids, motions, frame }: TakenSolid,
  write: (offset: number, record: ArrayBuffer) => void,
): Grip {
  const offset = index * motionBlock.bytes;
  const before = motions.slice(offset, offset + motionBlock.bytes);
  const center = solidBlock.unpack(solids)[index].center;
  const [least, most] = room(model, frame, model.fluids.length + index);
  const { span } = positionCode(model.box);
  return {
    lead(displacement) {
      const units = center.map((unit, axis) => {
        const moved = Math.min(Math.max(displacement[axis], least[axis]), most[axis]);
        return (unit + Math.round((moved / span[axis]) * 2 ** 32)) >>> 0;
      });
      write(offset, packLead(units, followRate(model), model.expectedSpeed));
    },
    release: () => write(offset, before),
  };
}

/** How far a solid can be displaced along each axis, down and up, until it meets a side of the box [length]. */
function room({ box, spacing }: FluidModel, { particles }: FluidFrame, material: number) {
  const { position, type } = particles;
  const least = [-Infinity, -Infinity, box.dimensions === 3 ? -Infinity : 0];
  const most = [Infinity, Infinity, box.dimensions === 3 ? Infinity : 0];
  for (let i = 0; i < type.length; i++) {
    if (type[i] !== material) continue;
    for (let axis = 0; axis < box.dimensions; axis++) {
      if (box.boundaries[axis] === "periodic") continue;
      const above = position[3 * i + axis] - box.lower[axis] - spacing / 2;
      const below = box.lengths[axis] - spacing - above;
      least[axis] = Math.min(Math.max(least[axis], -above), 0);
      most[axis] = Math.max(Math.min(most[axis], below), 0);
    }
  }
  return [least, most];
}
