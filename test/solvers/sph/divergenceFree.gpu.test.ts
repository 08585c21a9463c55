import { afterEach, describe, expect, test } from "vitest";
import {
  divergenceFreeNumbers,
  schemeOf,
} from "../../../src/solvers/sph/divergenceFree/divergenceFreeNumbers.ts";
import { type FluidModel, isSolid } from "../../../src/solvers/sph/model.ts";
import {
  diagonals,
  factorsOf,
  fillRates,
  filledShares,
  impelledVelocities,
  restDensities,
  wallReactions,
} from "../../../src/solvers/sph/reference/divergenceFree.ts";
import { softnessesOf } from "../../../src/solvers/sph/reference/divergenceFreeSolve.ts";
import {
  mirroredVelocities,
  viscousAccelerations,
} from "../../../src/solvers/sph/reference/divergenceFreeViscosity.ts";
import { findPairs } from "../../../src/solvers/sph/reference/neighbours.ts";
import type { ScaledValues } from "../../../src/solvers/sph/reference/termSum.ts";
import { useDevice } from "../../support/device.ts";
import { tank } from "./divergenceFreeCases.ts";
import { StageProbe, worstError } from "./divergenceFreeStages.ts";

const device = useDevice();
let probe: StageProbe | undefined;
afterEach(() => {
  probe?.engine.destroy();
  probe = undefined;
});

type Records = Awaited<ReturnType<StageProbe["read"]>>;

const cases = [
  { name: "water in two dimensions", dimensions: 2 as const, size: [14, 10, 1] as const },
  {
    name: "water and oil in two dimensions",
    dimensions: 2 as const,
    size: [14, 10, 1] as const,
    isLayered: true,
  },
  { name: "water in three dimensions", dimensions: 3 as const, size: [6, 5, 7] as const },
  {
    name: "water in two dimensions, whose compression alone counts",
    dimensions: 2 as const,
    size: [14, 10, 1] as const,
    errorMeasure: "compression" as const,
  },
];

/** A tank of water in motion, before a step. */
async function open({ name: _, errorMeasure, ...options }: (typeof cases)[number]): Promise<StageProbe> {
  const { model, particles } = tank({
    ...options,
    disorder: 0.1,
    speed: 0.3,
    scheme: { maximumIterations: 6, maximumDensityError: 1e-9, maximumDivergenceError: 1e-9, errorMeasure },
    model: { viscosities: [{ kind: "laminar" }, { kind: "artificial", coefficient: 0.1 } as never] },
  });
  probe = await StageProbe.create(device(), model, particles, 3);
  return probe;
}

const scaledOf = (value: Float64Array, scale = value.map(Math.abs)): ScaledValues => ({ value, scale });
const pairsOf = (model: FluidModel, { position }: Records) => findPairs(model, position);
const wallRows =
  (model: FluidModel, { fields }: Records) =>
  (k: number) =>
    isSolid(model, fields.type[Math.floor(k / 3)]);

/**
 * Impulses that come next, from the rates of the predicted velocities, and the error.
 *
 * @param pace momentum and stride of the iteration
 */
function improved(model: FluidModel, before: Records, after: Records, [momentum, stride]: readonly number[]) {
  const rates = fillRates(model, before.fields, after.predicted, pairsOf(model, before));
  const { relaxation } = divergenceFreeNumbers(model);
  const { factor, source, accepted: last, softness } = before.equation;
  const weight = factor.map((f) => relaxation * f);
  const correction = weight.map((w, i) => w * (rates.value[i] + source[i] - softness[i] * before.impulse[i]));
  const correctionScale = weight.map(
    (w, i) => w * (rates.scale[i] + Math.abs(source[i]) + softness[i] * before.impulse[i]),
  );
  const next = before.impulse.map((s, i) =>
    factor[i] === 0 ? s : Math.max(0, s + momentum * (s - last[i]) + stride * correction[i]),
  );
  const nextScale = before.impulse.map(
    (s, i) => s + momentum * (s + Math.abs(last[i])) + stride * correctionScale[i],
  );
  const ofCompression = schemeOf(model).errorMeasure === "compression";
  const lacking = before.impulse.map((s, i) => {
    const rise = factor[i] === 0 ? 0 : (Math.max(0, s + correction[i]) - s) / weight[i];
    if (!ofCompression) return Math.abs(rise);
    return isSolid(model, before.fields.type[i]) ? 0 : Math.max(rise, 0);
  });
  const lackingScale = correctionScale.map((size, i) =>
    factor[i] === 0 ? 0 : (before.impulse[i] + size) / weight[i],
  );
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const fluids = before.fields.type.filter((type) => !isSolid(model, type)).length;
  const error = scaledOf(
    Float64Array.of((before.timeStep * sum(lacking)) / fluids),
    Float64Array.of((before.timeStep * sum(lackingScale)) / fluids),
  );
  return { next: scaledOf(next, nextScale), error };
}

async function expectIterations(p: StageProbe, name: "density" | "divergence"): Promise<void> {
  const { model } = p;
  p.through(`${name}: begin`);
  const paces = [
    [0, 4 / 3],
    [1 / 5, 12 / 5],
    [3 / 7, 20 / 7],
  ];
  for (const [n, pace] of paces.entries()) {
    const before = await p.read();
    expect(before.sinceRestart).toBe(n);
    p.through(`${name}: improveImpulse`);
    const after = await p.read();
    const velocities = impelledVelocities(
      model,
      before.fields,
      before.velocity,
      before.impulse,
      pairsOf(model, before),
    );
    expect(worstError(after.predicted, velocities)).toBeLessThan(1);
    const { next, error } = improved(model, before, after, pace);
    const hasEquation = (i: number) => before.equation.factor[i] !== 0;
    expect(after.equation.accepted.filter((_, i) => hasEquation(i))).toEqual(
      before.impulse.filter((_, i) => hasEquation(i)),
    );
    expect(worstError(after.impulse, next)).toBeLessThan(1);
    expect(after.impulse.some((s) => s > 0)).toBe(true);
    p.through(`${name}: judgeError`);
    const { solves } = await p.read();
    expect(worstError(Float64Array.of(solves[name === "density" ? 0 : 1].error), error)).toBeLessThan(1);
  }
}

async function expectFinish(p: StageProbe, name: "density" | "divergence"): Promise<void> {
  const { model } = p;
  p.through(`${name}: judgeError`);
  p.through(`${name}: judgeError`);
  p.through(`${name}: judgeError`);
  const before = await p.read();
  p.through(`${name}: finish`);
  const after = await p.read();
  const { accepted } = before.equation;
  const reaction = wallReactions(model, before.fields, accepted, pairsOf(model, before));
  const carried = scaledOf(
    reaction.value.map((v, k) => before.carried[k] + v),
    reaction.scale.map((s, k) => Math.abs(before.carried[k]) + s),
  );
  const walls = wallRows(model, before);
  expect(worstError(after.carried, carried, walls)).toBeLessThan(1);
  expect(after.carried.some((v, k) => walls(k) && v !== before.carried[k])).toBe(true);
  expect(after.velocity.filter((_, k) => !walls(k))).toEqual(before.predicted.filter((_, k) => !walls(k)));
  const pressure = scaledOf(accepted.map((s) => s / before.timeStep));
  const guesses = after.guesses[name === "density" ? 0 : 1];
  expect(
    worstError(guesses, pressure, (i) => name === "density" || !isSolid(model, before.fields.type[i])),
  ).toBeLessThan(1);
}

describe.each(cases)("$name:", (size) => {
  test("viscous forces and velocities before the solve agree with float64", async () => {
    const p = await open(size);
    const { model } = p;
    p.through("mirrorWalls");
    const before = await p.read();
    const pairs = pairsOf(model, before);
    const walls = wallRows(model, before);
    const mirrored = mirroredVelocities(model, before.fields.type, before.velocity, pairs);
    expect(worstError(before.predicted, mirrored, walls)).toBeLessThan(1);
    p.through("computeViscousForce");
    const viscous = await p.read();
    const seen = before.velocity.map((v, k) => (walls(k) ? before.predicted[k] : v));
    const forces = viscousAccelerations(model, before.fields, seen, before.density, pairs);
    expect(worstError(viscous.acceleration, forces)).toBeLessThan(1);
    expect(viscous.acceleration.some((a, k) => walls(k) && a !== 0)).toBe(true);

    p.through("density: begin");
    const begun = await p.read();
    const { timeStep, clock, acceleration } = viscous;
    expect(clock.bodyForce[1]).toBeCloseTo(-9.81, 5);
    const kicked = before.velocity.map((v, k) =>
      walls(k) ? v : v + timeStep * (acceleration[k] + clock.bodyForce[k % 3]),
    );
    const scale = before.velocity.map(
      (v, k) => Math.abs(v) + timeStep * (Math.abs(acceleration[k]) + Math.abs(clock.bodyForce[k % 3])),
    );
    expect(worstError(begun.velocity, scaledOf(kicked, scale))).toBeLessThan(1);
    const rest = restDensities(model, before.fields.type);
    const { fullWall } = divergenceFreeNumbers(model);
    const source = before.density.map((rho, i) => {
      const compression = rho / rest[i] - 1;
      return (
        (isSolid(model, before.fields.type[i]) ? Math.min(rho / rest[i] - fullWall, 0) : compression) /
        timeStep
      );
    });
    expect(
      worstError(
        begun.equation.source,
        scaledOf(
          source,
          source.map(() => 1 / timeStep),
        ),
      ),
    ).toBeLessThan(1);
    const softness = softnessesOf(model, before.fields.type, timeStep);
    expect(worstError(begun.equation.softness, scaledOf(softness))).toBeLessThan(1);
  });

  test("iterations of the constant-density solve and what it leaves agree with float64", async () => {
    const p = await open(size);
    await expectIterations(p, "density");
    await expectFinish(p, "density");
  });

  test("densities and factors agree with float64", async () => {
    const p = await open(size);
    const { model } = p;
    p.through("computeDensity");
    const records = await p.read();
    const pairs = pairsOf(model, records);
    const rest = restDensities(model, records.fields.type);
    const filled = filledShares(model, records.fields, pairs);
    const density = scaledOf(
      filled.value.map((d, i) => d * rest[i]),
      filled.scale.map((d, i) => d * rest[i]),
    );
    expect(worstError(records.density, density)).toBeLessThan(1);
    const factor = factorsOf(model, records.fields.type, diagonals(model, records.fields, pairs));
    expect(worstError(records.factor, factor)).toBeLessThan(1);
    const hasFactor = (isWall: boolean) =>
      records.factor.some((f, i) => f > 0 && isSolid(model, records.fields.type[i]) === isWall);
    expect([hasFactor(true), hasFactor(false)]).toEqual([true, true]);
  });

  test("iterations of the divergence solve and what the step comes to agree with float64", async () => {
    const p = await open(size);
    const { model } = p;
    await expectIterations(p, "divergence");
    await expectFinish(p, "divergence");
    const before = await p.read();
    p.through("finishStep");
    const after = await p.read();
    const { timeStep } = before;
    const walls = wallRows(model, before);
    const change = before.velocity.map(
      (v, k) => (walls(k) ? before.carried[k] : v - before.carried[k]) / timeStep,
    );
    const parts = before.velocity.map((v, k) => (Math.abs(v) + Math.abs(before.carried[k])) / timeStep);
    expect(worstError(after.acceleration, scaledOf(change, parts))).toBeLessThan(1);
    const rest = restDensities(model, before.fields.type);
    const pressure = before.guesses[0].map((kept, i) => {
      const wall = isSolid(model, before.fields.type[i]);
      return (before.density[i] / rest[i]) ** 2 * (kept + (wall ? 0 : before.guesses[1][i]));
    });
    expect(worstError(after.pressure, scaledOf(pressure))).toBeLessThan(1);
  });
});

test("a divergence solve without pressures of before leaves velocities to the bit, and has some after a step that needed them", async () => {
  const hasGuess = async (maximumDivergenceError: number) => {
    const { model, particles } = tank({
      ...cases[0],
      disorder: 0.1,
      speed: 0.3,
      scheme: { maximumDivergenceError },
    });
    const p = await StageProbe.create(device(), model, particles, 3);
    probe?.engine.destroy();
    probe = p;
    p.through("divergence: begin");
    const { hasGuess, guesses, velocity, fields } = await p.read();
    p.through("divergence: applyImpulse");
    const { predicted } = await p.read();
    const isFluid = (k: number) => !isSolid(model, fields.type[Math.floor(k / 3)]);
    expect(hasGuess).toBe(guesses[1].some((pressure, i) => isFluid(3 * i) && pressure > 0));
    expect(predicted.every((v, k) => !isFluid(k) || v === velocity[k])).toBe(!hasGuess);
    return hasGuess;
  };
  expect(await hasGuess(1)).toBe(false);
  expect(await hasGuess(1e-9)).toBe(true);
});

test("the comparison finds an error of one part in ten thousand", () => {
  const exact = { value: Float64Array.of(1, 2), scale: Float64Array.of(1, 2) };
  expect(worstError(Float64Array.of(1, 2), exact)).toBe(0);
  expect(worstError(Float64Array.of(1, 2.0002), exact)).toBeGreaterThan(1);
  expect(worstError(Float64Array.of(1, NaN), exact)).toBeNaN();
});
