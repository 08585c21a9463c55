import type { Box } from "../../../src/core/box.ts";
import { RandomSequence, randomStreams } from "../../../src/core/random.ts";
import { type FluidModel, type FluidParticles, isSolid } from "../../../src/solvers/sph/model.ts";
import { schemeParameters } from "../../../src/solvers/sph/parameters/schemeParameters.ts";
import { fluidModel, fluidParticles } from "../../support/fluids.ts";

export interface TankOptions {
  readonly dimensions: 2 | 3;
  /** Particles along each axis: of the tank, whose sides are walls along x, and along z where that is not periodic. */
  readonly size: readonly [number, number, number];
  /** Columns that are filled, from the left; all where left out. */
  readonly filled?: number;
  /** Whether there are walls at both ends along x, which is periodic otherwise. */
  readonly hasSides?: boolean;
  /** Layers of the walls; none, and everything periodic, where 0. */
  readonly layers?: number;
  /** Largest displacement of fluid particles along each axis, in spacings, and largest speed along each axis [m/s]. */
  readonly disorder?: number;
  readonly speed?: number;
  /** Whether the upper half is oil, half as heavy. */
  readonly isLayered?: boolean;
  readonly scheme?: Readonly<Record<string, number | string | undefined>>;
  readonly model?: Partial<FluidModel>;
}

export const spacing = 0.1;

/** Water in a tank with a floor and two sides; in three dimensions periodic along z. Ids of fluid and walls are mixed. */
export function tank({
  dimensions,
  size,
  filled,
  hasSides = true,
  layers = 3,
  disorder = 0,
  speed = 0,
  isLayered = false,
  scheme,
  model,
}: TankOptions): {
  readonly model: FluidModel;
  readonly particles: FluidParticles;
} {
  const [nx, ny, nz] = size;
  const depth = dimensions === 3 ? nz : 1;
  const isOpen = layers > 0;
  const sideLayers = hasSides ? layers : 0;
  const margins = [hasSides && isOpen ? 1 : 0, isOpen ? 1 : 0];
  const top = isOpen ? 2 * ny * spacing : ny * spacing;
  const side = (isWalled: boolean) => (isWalled && isOpen ? "open" : "periodic");
  const box: Box = {
    dimensions,
    lower: [-margins[0], -margins[1], 0],
    lengths: [nx * spacing + 2 * margins[0], top + 2 * margins[1], dimensions === 3 ? nz * spacing : 1],
    boundaries: [side(hasSides), side(true), "periodic"],
  };
  const sequence = new RandomSequence(7, randomStreams.placement);
  const random = () => sequence.uniform();
  const jitter = () => disorder * spacing * (2 * random() - 1);
  const points: number[] = [];
  const types: number[] = [];
  const height = isOpen ? 2 * ny : ny;
  for (let k = 0; k < depth; k++)
    for (let j = -layers; j < height; j++)
      for (let i = -sideLayers; i < nx + sideLayers; i++) {
        const wall = i < 0 || j < 0 || i >= nx;
        if (!wall && (j >= ny || i >= (filled ?? nx))) continue;
        const move = wall ? () => 0 : jitter;
        const z = dimensions === 3 ? (k + 0.5) * spacing + move() : 0;
        points.push((i + 0.5) * spacing + move(), (j + 0.5) * spacing + move(), z);
        types.push(wall ? (isLayered ? 2 : 1) : isLayered && 2 * j >= ny ? 1 : 0);
      }
  const whole = fluidModel({
    box,
    spacing,
    ...(isLayered && { fluids: [water(1e-3, dimensions), oil(dimensions)] }),
    solids: isOpen ? [{ name: "tank", slip: "no-slip" }] : [],
    acceleration: { constant: isOpen ? [0, -9.81, 0] : [0, 0, 0] },
    expectedSpeed: Math.sqrt(2 * 9.81 * ny * spacing),
    scheme: schemeParameters.parse({ kind: "divergence-free", maximumIterations: 40, ...scheme }),
    ...model,
  });
  const particles = fluidParticles(whole, points, (_, i) => types[i]);
  particles.type.forEach((type, i) => {
    if (isSolid(whole, type)) return;
    for (let axis = 0; axis < dimensions; axis++)
      particles.velocity[3 * i + axis] = speed * (2 * random() - 1);
  });
  return { model: whole, particles };
}

export function water(kinematicViscosity: number, dimensions: 2 | 3) {
  return {
    name: "water",
    referenceDensity: 1000,
    soundSpeed: 20,
    kinematicViscosity,
    particleMass: 1000 * spacing ** dimensions,
  };
}

function oil(dimensions: 2 | 3) {
  const { particleMass, referenceDensity, ...rest } = water(5e-3, dimensions);
  return { ...rest, name: "oil", referenceDensity: referenceDensity / 2, particleMass: particleMass / 2 };
}
