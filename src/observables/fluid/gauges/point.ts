import { z } from "zod";
import { fluidAt } from "../fluidPoint.ts";
import { axisProblems, type Gauge, perAxis, pointIn } from "./gauge.ts";

/** Σ V W below which a point counts as outside the fluid. */
const smallestFraction = 0.05;

const parameters = z.strictObject({
  at: perAxis.meta({
    description: "where it measures; on a wall for the wall's pressure",
    dimension: "length",
  }),
});

/**
 * Pressure, density and velocity at a point, as a mean over the fluid within the support (fluidPoint.ts). It sees the fluid
 * alone and corrects for what lies outside, so that on a wall it is a wall pressure gauge; there, as at a surface,
 * the mean is that of the fluid a quarter of a support away. NaN outside the fluid; the fraction says how much there is.
 */
export const point: Gauge<z.infer<typeof parameters>> = {
  name: "point",
  description: "pressure, density and velocity at a point of the fluid or of a wall",
  parameters,

  columns(_, { box }) {
    return {
      pressure: "pressure",
      density: "density",
      velocityX: "velocity",
      velocityY: "velocity",
      ...(box.dimensions === 3 && { velocityZ: "velocity" }),
      fraction: "1",
    };
  },

  extremes() {
    return { pressure: "maximum" };
  },

  problems({ at }, dimensions) {
    return axisProblems({ at }, dimensions);
  },

  measure(frame, context, neighbourhood, { at }) {
    const { box } = context;
    const { fraction, pressure, density, velocity } = fluidAt(
      pointIn(box, at),
      frame,
      context,
      neighbourhood,
    );
    const values = [pressure, density, ...velocity.slice(0, box.dimensions)];
    return [...(fraction < smallestFraction ? values.map(() => NaN) : values), fraction];
  },
};
