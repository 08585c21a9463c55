import { positionCode } from "../../../core/fixedPoint.ts";
import type { Box } from "../../../core/box.ts";
import type { Vector3 } from "../../../core/vector.ts";
import { declareUniform } from "../../../gpu/uniformBlock.ts";
import type { MotionParameters } from "../parameters/motionParameters.ts";

/** Values of `kind`. Sliding solids stay where they are: nothing of them changes with time. */
const motionKinds = [
  "none",
  "sliding",
  "constant",
  "sinusoidal",
  "rotating",
  "swinging",
  "tabulated",
  "held",
];
export const motionKindCode = motionKinds.map((kind, k) => `const motion_${kind} = ${k}u;`).join("\n");

/** What a solid's motion depends on beside the time; prescribedMotion.wgsl goes with it. */
export const motionBlock = declareUniform("Motion", {
  /** The centre at time 0, in fixed-point units; of a held solid where it is led to. */
  start: "vec3u",
  kind: "u32",
  /** Of a sinusoidal displacement [length]. */
  amplitude: "vec3f",
  /** At time 0 [2⁻³² turns]. */
  phase: "u32",
  /** Direction of an axis. */
  axis: "vec3f",
  /** Angular velocity, or 2π times the frequency of an oscillation; how fast a held solid follows. */
  angularRate: "f32",
  /** The centre at time 0 less a point of the axis [length]. */
  arm: "vec3f",
  /** Largest angle. */
  swing: "f32",
  /** Rates mantissa · 2^exponent [1/time]: of a constant motion in fixed-point units, else of 2⁻³² turns. */
  mantissas: "vec3i",
  /** First row of its table. */
  firstRow: "u32",
  exponents: "vec3i",
  rowCount: "u32",
  /** Of a held solid; 0 where nobody leads it. */
  speedLimit: "f32",
});

/** Velocities and accelerations of a solid's centre at time 0. */
export interface MotionStart {
  readonly velocity: Vector3;
  readonly angularVelocity: Vector3;
  readonly acceleration: Vector3;
  readonly angularAcceleration: Vector3;
}

const unitsPerSpan = 2 ** 32;
const nothing: Vector3 = [0, 0, 0];
const still: MotionStart = {
  velocity: nothing,
  angularVelocity: nothing,
  acceleration: nothing,
  angularAcceleration: nothing,
};

/** A motion whose numbers are vectors along the axes that a box has. */
export class MotionRecord {
  readonly start: MotionStart;

  /** @param center a point of the solid at time 0 [length] */
  constructor(
    private readonly motion: MotionParameters | undefined,
    private readonly center: Vector3,
    private readonly box: Box,
    /** How fast a held solid follows [1/time]. */
    private readonly followRate: number,
  ) {
    this.start = this.findStart();
  }

  /** @param units the centre in fixed-point units; firstRow where its table begins among all */
  pack(units: readonly number[], firstRow: number): ArrayBuffer {
    const { motion } = this;
    const rates = this.rates().map(splitRate);
    const hasAxis = motion?.kind === "rotating" || motion?.kind === "swinging";
    return motionBlock.pack({
      start: units,
      kind: motionKinds.indexOf(motion?.kind ?? "none"),
      amplitude: motion?.kind === "sinusoidal" ? this.along(motion.amplitude) : nothing,
      phase:
        motion?.kind === "sinusoidal" ? Math.round((motion.phase - Math.floor(motion.phase)) * 2 ** 32) : 0,
      axis: hasAxis ? this.axis(motion.axis) : nothing,
      angularRate: this.angularRate(),
      arm: hasAxis ? this.arm(motion.center) : nothing,
      swing: motion?.kind === "swinging" ? motion.amplitude : 0,
      mantissas: rates.map(([mantissa]) => mantissa),
      firstRow,
      exponents: rates.map(([, exponent]) => exponent),
      rowCount: this.table().length,
      speedLimit: 0,
    });
  }

  /** Rows (x, y, z, time) of displacements since time 0. */
  table(): number[][] {
    const { motion } = this;
    if (motion?.kind !== "tabulated") return [];
    const rows = motion.displacements.map((row) => this.along(row));
    return rows.map((row, k) => [...row.map((x, axis) => x - rows[0][axis]), motion.times[k]]);
  }

  private findStart(): MotionStart {
    const { motion } = this;
    switch (motion?.kind) {
      case "constant":
      case "sliding":
        return { ...still, velocity: this.along(motion.velocity) };
      case "sinusoidal": {
        const rate = this.angularRate();
        const amplitude = this.along(motion.amplitude);
        const angle = 2 * Math.PI * motion.phase;
        return {
          ...still,
          velocity: scaled(amplitude, rate * Math.cos(angle)),
          acceleration: scaled(amplitude, -(rate ** 2) * Math.sin(angle)),
        };
      }
      case "rotating":
      case "swinging": {
        const swing = motion.kind === "swinging" ? motion.amplitude : 1;
        const spin = scaled(this.axis(motion.axis), swing * this.angularRate());
        const velocity = cross(spin, this.arm(motion.center));
        return { ...still, velocity, angularVelocity: spin, acceleration: cross(spin, velocity) };
      }
      case "tabulated": {
        const [first, second] = this.table();
        const span = second[3] - first[3];
        return { ...still, velocity: scaled([second[0], second[1], second[2]], 1 / span) };
      }
      case "held":
      case undefined:
        return still;
    }
  }

  /** What the device multiplies with the time, exactly. */
  private rates(): Vector3 {
    const { motion } = this;
    switch (motion?.kind) {
      case "constant": {
        const { span } = positionCode(this.box);
        const [x, y, z] = this.along(motion.velocity).map((v, axis) => (v / span[axis]) * unitsPerSpan);
        return [x, y, z];
      }
      case "sinusoidal":
      case "swinging":
        return [motion.frequency * unitsPerSpan, 0, 0];
      case "rotating":
        // A quaternion holds half the angle.
        return [(motion.angularVelocity / (4 * Math.PI)) * unitsPerSpan, 0, 0];
      default:
        return nothing;
    }
  }

  private angularRate(): number {
    const { motion } = this;
    if (motion?.kind === "rotating") return motion.angularVelocity;
    if (motion?.kind === "held") return this.followRate;
    if (motion?.kind === "sinusoidal" || motion?.kind === "swinging") return 2 * Math.PI * motion.frequency;
    return 0;
  }

  private arm(point: readonly number[]): Vector3 {
    const [x, y, z] = this.along(point);
    const height = this.box.dimensions === 3 ? this.center[2] - z : 0;
    return [this.center[0] - x, this.center[1] - y, height];
  }

  private axis(direction: readonly number[]): Vector3 {
    const [x, y, z = 0] = direction;
    if (this.box.dimensions === 2) return [0, 0, z < 0 ? -1 : 1];
    return scaled([x, y, z], 1 / Math.hypot(x, y, z));
  }

  private along([x, y, z = 0]: readonly number[]): Vector3 {
    return [x, y, this.box.dimensions === 3 ? z : 0];
  }
}

/** Of a solid that a hand leads to a place, at most so fast [velocity]. */
export function packLead(units: readonly number[], followRate: number, speedLimit: number): ArrayBuffer {
  return motionBlock.pack({
    start: units,
    kind: motionKinds.indexOf("held"),
    amplitude: nothing,
    phase: 0,
    axis: nothing,
    angularRate: followRate,
    arm: nothing,
    swing: 0,
    mantissas: nothing,
    firstRow: 0,
    exponents: nothing,
    rowCount: 0,
    speedLimit,
  });
}

/** A rate as mantissa · 2^exponent with |mantissa| < 2³¹, to a relative 2⁻³¹. */
function splitRate(rate: number): [mantissa: number, exponent: number] {
  if (rate === 0) return [0, 0];
  const exponent = Math.ceil(Math.log2(Math.abs(rate))) - 30;
  return [Math.round(rate / 2 ** exponent), exponent];
}

function scaled([x, y, z]: Vector3, factor: number): Vector3 {
  return [factor * x, factor * y, factor * z];
}

function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
