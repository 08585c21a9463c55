import type { Boundary, Box } from "../../../../src/core/box.ts";
import { createParticles } from "../../../../src/core/particles.ts";
import { RandomSequence, randomStreams } from "../../../../src/core/random.ts";
import { unitSystems } from "../../../../src/core/units.ts";
import type { Vector3 } from "../../../../src/core/vector.ts";
import { tait } from "../../../../src/solvers/sph/equationsOfState/tait.ts";
import { wendlandC2 } from "../../../../src/solvers/sph/kernels/wendlandC2.ts";
import type { Fluid, FluidModel, FluidParticles, Solid } from "../../../../src/solvers/sph/model.ts";
import {
  type SchemeOf,
  type SchemeParameters,
  schemeParameters,
} from "../../../../src/solvers/sph/parameters/schemeParameters.ts";
import type { FluidFields } from "../../../../src/solvers/sph/reference/fluidState.ts";

/** A box whose lower corner is not the origin; two edges make it flat. */
export function fluidBox(lengths: readonly number[], boundary: Boundary = "periodic"): Box {
  const dimensions = lengths.length === 3 ? 3 : 2;
  return {
    dimensions,
    lower: [-0.25, 0.5, 2],
    lengths: [lengths[0], lengths[1], lengths[2] ?? 1],
    boundaries: [boundary, boundary, dimensions === 3 ? boundary : "periodic"],
  };
}

/** A scheme with its defaults filled in. */
export function schemeOf<Kind extends SchemeParameters["kind"]>(
  kind: Kind,
  changes: Readonly<Record<string, unknown>> = {},
): SchemeOf<Kind> {
  return schemeParameters.parse({ kind, ...changes }) as SchemeOf<Kind>;
}

export function makeFluid(box: Box, spacing: number, changes: Partial<Fluid> = {}): Fluid {
  const referenceDensity = changes.referenceDensity ?? 1000;
  return {
    name: "water",
    soundSpeed: 10,
    kinematicViscosity: 0.01,
    particleMass: referenceDensity * spacing ** box.dimensions,
    ...changes,
    referenceDensity,
  };
}

export const restingWall: Solid = { name: "wall", slip: "no-slip" };

/** Weakly compressible water of spacing 0.1 with a Wendland kernel. */
export function makeModel(box: Box, changes: Partial<FluidModel> = {}): FluidModel {
  const spacing = changes.spacing ?? 0.1;
  const kernel = changes.kernel ?? wendlandC2;
  const smoothingLength = changes.smoothingLength ?? kernel.usualRatio * spacing;
  return {
    units: unitSystems.si,
    box,
    spacing,
    kernel,
    smoothingLength,
    supportRadius: kernel.support * smoothingLength,
    fluids: [makeFluid(box, spacing)],
    solids: [],
    equationOfState: tait,
    equationParameters: { exponent: 7, backgroundPressure: 0 },
    scheme: schemeOf("weakly-compressible"),
    viscosities: [],
    acceleration: { constant: [0, 0, 0] },
    timeStepping: { courantNumber: 0.25, dampingTime: 0 },
    expectedSpeed: 1,
    skin: 0,
    neighbours: "list",
    seed: 1,
    ...changes,
  };
}

/** Centres of the cubes of edge `spacing` that fill the box. */
export function latticeSites({ box, spacing }: FluidModel): Vector3[] {
  const counts = box.lengths.map((edge, axis) => (axis < box.dimensions ? Math.round(edge / spacing) : 1));
  const coordinate = (axis: number, index: number) =>
    axis < box.dimensions ? box.lower[axis] + (index + 0.5) * spacing : box.lower[axis];
  const sites: Vector3[] = [];
  for (let k = 0; k < counts[2]; k++)
    for (let j = 0; j < counts[1]; j++)
      for (let i = 0; i < counts[0]; i++) {
        sites.push([coordinate(0, i), coordinate(1, j), coordinate(2, k)]);
      }
  return sites;
}

/** What particles at some sites are like; of materials the first where left out, at rest with the reference density. */
export interface Filling {
  readonly type?: (site: Vector3) => number;
  readonly velocity?: (site: Vector3) => readonly number[];
  readonly density?: (site: Vector3) => number;
}

export function particlesAt(
  sites: readonly Vector3[],
  model: FluidModel,
  filling: Filling = {},
): FluidParticles {
  const particles = createParticles(sites.length);
  const density = new Float64Array(sites.length);
  sites.forEach((site, i) => {
    particles.position.set(site, 3 * i);
    particles.velocity.set(filling.velocity?.(site) ?? [], 3 * i);
    particles.type[i] = filling.type?.(site) ?? 0;
    const fluid = model.fluids[particles.type[i]] ?? model.fluids[0];
    density[i] = filling.density?.(site) ?? fluid.referenceDensity;
  });
  return { ...particles, density };
}

/** What sums over neighbours read of particles, with a pressure of its own. */
export function fieldsOf(particles: FluidParticles, pressure: (i: number) => number = () => 0): FluidFields {
  const { type, velocity, density } = particles;
  return { type, velocity, density, pressure: Float64Array.from(density, (_, i) => pressure(i)) };
}

/** Sites moved by up to a share of the spacing along every axis, the same ones for the same seed. */
export function shaken(sites: readonly Vector3[], { box, spacing }: FluidModel, share: number): Vector3[] {
  const random = new RandomSequence(7, randomStreams.placement);
  return sites.map((site) => {
    const along = (axis: number) =>
      axis < box.dimensions ? site[axis] + spacing * share * (2 * random.uniform() - 1) : site[axis];
    return [along(0), along(1), along(2)];
  });
}

/** Row of a (N, 3) array. */
export function rowOf(values: Float64Array, i: number): Vector3 {
  return [values[3 * i], values[3 * i + 1], values[3 * i + 2]];
}

/** Particles at least a distance away from every side of the box. */
export function innerParticles({ box }: FluidModel, position: Float64Array, distance: number): number[] {
  const isInside = (i: number) =>
    [0, 1, 2].slice(0, box.dimensions).every((axis) => {
      const x = position[3 * i + axis] - box.lower[axis];
      return x > distance && x < box.lengths[axis] - distance;
    });
  return Array.from({ length: position.length / 3 }, (_, i) => i).filter(isInside);
}
