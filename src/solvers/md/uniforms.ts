import { shortestEdge } from "../../core/box.ts";
import { declareUniform } from "../../gpu/uniformBlock.ts";
import { degreesOfFreedom, type MolecularModel } from "./model.ts";

/** The numbers that the integrator's passes read; those an integrator does not use are zero. */
export const dynamicsBlock = declareUniform("Dynamics", {
  dimensions: "u32",
  totalSteps: "u32",
  seedLow: "u32",
  seedHigh: "u32",
  timeStep: "f32",
  /** A particle that goes further in one step moves too fast for its neighbours to be known. */
  travelLimitSquared: "f32",
  /** Of what a particle may go before the neighbour list is built anew (reach.ts). */
  shortestReach: "f32",
  uniformReach: "f32",
  longestReach: "f32",
  boltzmann: "f32",
  degreesOfFreedom: "f32",
  temperatureFrom: "f32",
  temperatureTo: "f32",
  relaxationTime: "f32",
  chainLength: "u32",
  frictionDecay: "f32",
  forceTolerance: "f32",
  maximumTimeStep: "f32",
  maximumDisplacement: "f32",
});

/** How far a particle may go in one step before its neighbours are unknown: cutoff and skin, or half the box [length]. */
export function travelLimit({ box, pairs, skin }: MolecularModel): number {
  return Math.min(pairs.cutoffRadius + skin, shortestEdge(box) / 2);
}

/**
 * How far particles may go before the neighbour list is built again [length]: each at least `shortest` and at most `longest`, as its
 * motion lets expect; or all `uniform`. On average about as many neighbours are listed either way.
 */
export function reachLimits({ skin }: MolecularModel): {
  shortest: number;
  uniform: number;
  longest: number;
} {
  return { shortest: skin / 4, uniform: skin / 2, longest: skin };
}

/** The integrator's numbers in float32 form; defaults that depend on the model are filled in here. */
export function packDynamics(model: MolecularModel, count: number): ArrayBuffer {
  const { box, integrator, seed, timeStep, totalSteps, units } = model;
  const temperature = "temperature" in integrator ? integrator.temperature : 0;
  const ramp = typeof temperature === "number" ? { from: temperature, to: temperature } : temperature;
  const friction = integrator.kind === "langevin" ? integrator.friction : 0;
  const fire = integrator.kind === "fire" ? integrator : undefined;
  const reach = reachLimits(model);

  return dynamicsBlock.pack({
    dimensions: box.dimensions,
    totalSteps,
    seedLow: seed >>> 0,
    seedHigh: Math.floor(seed / 2 ** 32),
    timeStep,
    travelLimitSquared: travelLimit(model) ** 2,
    shortestReach: reach.shortest,
    uniformReach: reach.uniform,
    longestReach: reach.longest,
    boltzmann: units.boltzmann,
    degreesOfFreedom: degreesOfFreedom(model, count),
    temperatureFrom: ramp.from,
    temperatureTo: ramp.to,
    relaxationTime: "relaxationTime" in integrator ? integrator.relaxationTime : 0,
    chainLength: integrator.kind === "nose-hoover" ? integrator.chainLength : 0,
    frictionDecay: Math.exp(-friction * timeStep),
    forceTolerance: fire?.forceTolerance ?? 0,
    maximumTimeStep: fire?.maximumTimeStep ?? 10 * timeStep,
    maximumDisplacement: fire?.maximumDisplacement ?? model.pairs.cutoffRadius / 10,
  });
}

/** `types: array<TypeConstants, TYPE_COUNT>`. */
export const typeConstants =
  "struct TypeConstants { mass: f32, inverseMass: f32, unusedA: f32, unusedB: f32 }";

export function packTypes(model: MolecularModel): ArrayBuffer {
  return Float32Array.from(model.types.flatMap(({ mass }) => [mass, 1 / mass, 0, 0])).buffer;
}

/** `pairs: array<PairCoefficients, TYPE_COUNT²>` (pairInteraction.wgsl). */
export function packPairs(model: MolecularModel): ArrayBuffer {
  const { entries, potential } = model.pairs;
  return Float32Array.from(
    entries.flatMap(({ parameters, cutoffRadius, energyAtCutoff, forceAtCutoff, switchRadius }) => [
      ...potential.coefficients(parameters),
      // The square of the float32 radius: of two particles exactly half a box apart, with that as the cutoff, the
      // device finds the same square, and they do not interact.
      Math.fround(cutoffRadius) ** 2,
      energyAtCutoff,
      forceAtCutoff,
      switchRadius,
    ]),
  ).buffer;
}
