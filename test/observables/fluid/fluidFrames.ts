import type { Boundary, Box } from "../../../src/core/box.ts";
import type { FluidFrame } from "../../../src/core/fluidFrame.ts";
import type { Vector3 } from "../../../src/core/vector.ts";
import type { FluidContext } from "../../../src/observables/fluid/fluidContext.ts";
import { type FluidPoint, fluidAt } from "../../../src/observables/fluid/fluidPoint.ts";
import { findGauge } from "../../../src/observables/fluid/gauges/index.ts";
import { FluidNeighbourhood } from "../../../src/observables/fluid/neighbourhood.ts";
import { fluidRecorderContext } from "../../../src/run/recorders/fluid/fluidRecorderContext.ts";
import type { FluidModel, Solid } from "../../../src/solvers/sph/model.ts";
import { fluidModel, fluidParticles } from "../../support/fluids.ts";

/** A frame of water, and what it takes to measure it. */
export interface FluidScene {
  readonly model: FluidModel;
  readonly frame: FluidFrame;
  readonly context: FluidContext;
}

interface Fields {
  readonly velocity: (x: Vector3) => Vector3;
  readonly pressure: (x: Vector3) => number;
  readonly density: (x: Vector3) => number;
  readonly material: (x: Vector3) => number;
  readonly changes: Partial<FluidModel>;
}

export const wall: Solid = { name: "wall", slip: "no-slip" };

export function boxOf(lengths: readonly number[], boundary: Boundary = "periodic", lower = [0, 0, 0]): Box {
  const dimensions = lengths.length as 2 | 3;
  const sides: Boundary[] = [0, 1, 2].map((axis) => (axis < dimensions ? boundary : "periodic"));
  return {
    dimensions,
    lower: [lower[0], lower[1], dimensions === 3 ? lower[2] : 0],
    lengths: [lengths[0], lengths[1], lengths[2] ?? 1],
    boundaries: [sides[0], sides[1], sides[2]],
  };
}

/** Particles of water at points (N, 3), with fields that are functions of their place. */
export function sceneOf(
  box: Box,
  spacing: number,
  points: readonly number[],
  fields: Partial<Fields> = {},
): FluidScene {
  const model = fluidModel({ box, spacing, solids: [wall], ...fields.changes });
  const particles = fluidParticles(model, points, (x) => fields.material?.([x[0], x[1], x[2]]) ?? 0);
  const places = Array.from({ length: particles.count }, (_, i): Vector3 => {
    const [x, y, z] = points.slice(3 * i, 3 * i + 3);
    return [x, y, z];
  });
  const { velocity = () => [0, 0, 0], pressure = () => 0, density } = fields;
  particles.velocity.set(places.flatMap(velocity));
  const frame: FluidFrame = {
    step: 7,
    time: 0.25,
    box,
    particles,
    density: density ? Float64Array.from(places, density) : particles.density,
    pressure: Float64Array.from(places, pressure),
    acceleration: new Float64Array(3 * particles.count),
    materialNames: [...model.fluids, ...model.solids].map(({ name }) => name),
    fluidCount: model.fluids.length,
  };
  return { model, frame, context: fluidRecorderContext(model).fluid };
}

/** Points of a lattice in the middles of its cells, which start at the corner of the box. */
export function lattice(box: Box, spacing: number, isFilled: (x: Vector3) => boolean = () => true): number[] {
  const [nx, ny, nz] = box.lengths.map((edge, axis) =>
    axis < box.dimensions ? Math.round(edge / spacing) : 1,
  );
  const points: number[] = [];
  for (let k = 0; k < nz; k++)
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const [x, y, z] = [i, j, k].map((n, axis) => box.lower[axis] + (n + 0.5) * spacing);
        const place: Vector3 = [x, y, box.dimensions === 3 ? z : box.lower[2]];
        if (isFilled(place)) points.push(...place);
      }
  return points;
}

export function measure({ frame, context }: FluidScene, kind: string, parameters: object): number[] {
  const gauge = findGauge(kind);
  const resolved = gauge.parameters.parse(parameters);
  return gauge.measure(frame, context, new FluidNeighbourhood(frame, context), resolved);
}

export function at({ frame, context }: FluidScene, point: Vector3): FluidPoint {
  return fluidAt(point, frame, context, new FluidNeighbourhood(frame, context));
}
