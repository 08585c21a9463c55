import { z } from "zod";
import { fluidFraction } from "../fluidPoint.ts";
import { axisProblems, type Gauge, perAxis, pointIn } from "./gauge.ts";

/** Σ V W at the surface of a fluid. */
const surfaceFraction = 0.5;

const parameters = z.strictObject({
  from: perAxis.meta({ description: "lower end of the line, from which on it counts", dimension: "length" }),
  to: perAxis.meta({ description: "upper end of the line, above all fluid", dimension: "length" }),
});

/**
 * Distance from the line's lower end to the topmost point where the fraction Σ V W falls below ½: samples every quarter
 * spacing, then bisection to a hundredth. 0 on a dry line, its length on one that ends in the fluid. The fraction is
 * about ½ along a wall too, so a line should keep a support radius away from walls it does not end on.
 */
export const level: Gauge<z.infer<typeof parameters>> = {
  name: "level",
  description: "height of the fluid's surface along a line",
  parameters,

  columns() {
    return { level: "length" };
  },

  extremes() {
    return { level: "maximum" };
  },

  problems({ from, to }, dimensions) {
    const problems = axisProblems({ from, to }, dimensions);
    if (problems.length > 0 || from.some((x, axis) => x !== to[axis])) return problems;
    return [
      { key: "to", message: `must not be the point "from", [${from.join(", ")}]: the line has no length` },
    ];
  },

  measure(frame, context, neighbourhood, { from, to }) {
    const { box, spacing } = context;
    const length = Math.hypot(...to.map((x, axis) => x - from[axis]));
    const isWet = (distance: number) => {
      const place = from.map((x, axis) => x + (distance / length) * (to[axis] - x));
      return fluidFraction(pointIn(box, place), frame, context, neighbourhood) >= surfaceFraction;
    };
    const samples = Math.ceil(length / (spacing / 4));
    let highest = samples;
    while (highest >= 0 && !isWet((highest / samples) * length)) highest--;
    if (highest < 0) return [0];
    if (highest === samples) return [length];
    let [wet, dry] = [(highest / samples) * length, ((highest + 1) / samples) * length];
    while (dry - wet > spacing / 100) {
      const middle = (wet + dry) / 2;
      if (isWet(middle)) wet = middle;
      else dry = middle;
    }
    return [(wet + dry) / 2];
  },
};
