import type { Box } from "../../../core/box.ts";
import { positionCode } from "../../../core/fixedPoint.ts";
import type { FluidModel } from "../../../solvers/sph/model.ts";
import { reserveMaterial } from "../../../solvers/sph/openBoundaries/openBoundaries.ts";
import { vectorOf } from "../../../solvers/sph/reference/fluidState.ts";
import { roundingTolerance, roundingUnit } from "../verificationRow.ts";
import { type Bodies, bodyScales } from "./bodyScales.ts";

/** Sizes that the rounding errors of a solid's motion are proportional to. */
export interface WallScales {
  /** [length] */
  readonly displacement: number;
  /** [velocity] */
  readonly velocity: number;
}

const size = (v: readonly number[]) => Math.hypot(...vectorOf(v));

/**
 * How far every solid goes and how fast it is at most, phases of oscillations included. What turns is placed from a point of
 * its own, which may be far from the axis; free bodies from their centre.
 *
 * @param duration of a step [time]
 * @returns one for each material; nothing for fluids
 */
export function wallScales(model: FluidModel, state: Bodies, duration: number): readonly WallScales[] {
  const ofFluids = model.fluids.map(() => ({ displacement: 0, velocity: 0 }));
  const scales = model.solids.map((_, solid) => prescribedScales(model, ofFluids.length + solid, duration));
  for (const body of state.bodies) {
    const { reach, ...own } = bodyScales(model, state, body, duration);
    scales[body.solid] = {
      displacement: own.center + reach * own.orientation,
      velocity: own.velocity + reach * own.angularVelocity,
    };
  }
  return [...ofFluids, ...scales];
}

function prescribedScales(model: FluidModel, material: number, duration: number): WallScales {
  const { motion, inlet } = model.solids[material - model.fluids.length] ?? {};
  if (model.openBoundaries && material === reserveMaterial(model)) {
    // Parking places are so many steps of whole units apart.
    const unit = Math.max(...positionCode(model.box).span) / 2 ** 32;
    const rounding = (unit * Math.max(...model.openBoundaries.parking)) / 2;
    return { displacement: rounding / (roundingTolerance * roundingUnit), velocity: 0 };
  }
  if (inlet) {
    const velocity = inlet.speed.from + inlet.speed.to;
    return { displacement: duration * velocity, velocity };
  }
  switch (motion?.kind) {
    case undefined:
    case "held":
      return { displacement: 0, velocity: 0 };
    case "constant":
      return { displacement: duration * size(motion.velocity), velocity: size(motion.velocity) };
    case "sliding":
      return { displacement: 0, velocity: size(motion.velocity) };
    case "sinusoidal": {
      const amplitude = size(motion.amplitude);
      return { displacement: 2 * amplitude, velocity: 2 * Math.PI * motion.frequency * amplitude };
    }
    case "rotating": {
      const reach = reachOf(model.box, motion.center);
      return { displacement: reach, velocity: Math.abs(motion.angularVelocity) * reach };
    }
    case "swinging": {
      const reach = reachOf(model.box, motion.center);
      const rate = 2 * Math.PI * motion.frequency * Math.abs(motion.amplitude);
      return { displacement: (1 + Math.abs(motion.amplitude)) * reach, velocity: rate * reach };
    }
    case "tabulated": {
      const displacement = Math.max(...motion.displacements.map(size));
      const velocities = motion.times.slice(1).map((time, k) => {
        const [from, to] = [vectorOf(motion.displacements[k]), vectorOf(motion.displacements[k + 1])];
        return size(to.map((x, axis) => Math.abs(x) + Math.abs(from[axis]))) / (time - motion.times[k]);
      });
      return { displacement, velocity: Math.max(...velocities) };
    }
  }
}

/** Farthest that anything in the box may be from an axis [length]. */
function reachOf({ lower, lengths, dimensions }: Box, center: readonly number[]): number {
  const axes = [0, 1, 2].slice(0, dimensions);
  return axes.reduce((sum, axis) => sum + Math.abs(center[axis] - lower[axis]) + lengths[axis], 0);
}
