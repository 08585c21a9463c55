import { describe, expect, test } from "vitest";
import type { PositionBased } from "../../../src/solvers/sph/positionBased/positionBased.ts";
import { findPairs } from "../../../src/solvers/sph/reference/neighbours.ts";
import {
  constraintPressures,
  corrections,
  densityRatios,
  multipliers,
  restVolumes,
  squaredGradients,
} from "../../../src/solvers/sph/reference/positionBased.ts";
import { PositionBasedSystem } from "../../../src/solvers/sph/reference/positionBasedSystem.ts";
import { allowedError } from "../../../src/solvers/sph/reference/termSum.ts";
import { firstDifference } from "../../support/arrays.ts";
import { submit, useDevice } from "../../support/device.ts";
import { drop, jitter, spacing, tank } from "./positionBasedCases.ts";
import { type Case, Snapshot, steps, stopAfter, withEngine, worstError } from "./positionBasedDevice.ts";

const context = useDevice();

const oscillating = {
  constant: [0, -9.81, 0],
  oscillation: { amplitude: [4, 0, 0], frequency: 3, phase: 0.1 },
};
const shaken = { kind: "sinusoidal" as const, amplitude: [0.05, 0, 0], frequency: 2, phase: 0 };
const damped = { courantNumber: 0.4, dampingTime: 0.02 };

describe.each([2, 3] as const)("each pass in %d dimensions", (dimensions) => {
  const pool = tank(dimensions, { iterations: 3 });
  const { model } = pool;
  const pairsOf = ({ particles }: Snapshot) => findPairs(model, particles.position);
  const fieldsOf = ({ particles, volume }: Snapshot) => ({ type: particles.type, volume });

  test("takes densities at the start from the sum over volumes, those of walls beside their velocities", async () => {
    const start = await withEngine(context(), pool, (engine) => Snapshot.of(context(), engine));
    const pairs = pairsOf(start);
    const exact = restVolumes(model, start.particles);
    exact.forEach((volume, i) => expect(Math.abs(start.volume[i] / volume - 1)).toBeLessThan(2 ** -23));
    const ratios = densityRatios(model, fieldsOf(start), pairs);
    const fluids = [...start.particles.type.keys()].filter((i) => start.particles.type[i] === 0);
    const state = start.floats("thermo", 2, [0]);
    const some = (values: Float64Array) => Float64Array.from(fluids, (i) => values[i]);
    const expected = { value: some(ratios.value), scale: some(ratios.scale) };
    expect(worstError(some(state), expected, 1000)).toBeLessThan(1);
  });

  test("finds multipliers from the present positions", async () => {
    const present = await withEngine(context(), pool, async (engine) => {
      await engine.advance(steps(8));
      return stopAfter(context(), engine, "computeMultiplier", 2);
    });
    const pairs = pairsOf(present);
    const fields = fieldsOf(present);
    const ratios = densityRatios(model, fields, pairs);
    const expected = multipliers(model, fields.type, ratios, squaredGradients(model, fields, pairs));
    const lambda = present.floats("scratchC", 1, [0]);
    expect(lambda.filter((value) => value < 0).length).toBeGreaterThan(8);
    expect(worstError(lambda, expected)).toBeLessThan(1);
    expect(
      worstError(
        lambda.map((value) => 1.01 * value),
        expected,
      ),
    ).toBeGreaterThan(1);
  });

  test("finds corrections, and reactions on walls, from positions and multipliers", async () => {
    const [present, timeStep] = await withEngine(context(), pool, async (engine) => {
      await engine.advance(steps(3));
      const { timeStep } = engine.clock;
      return [await stopAfter(context(), engine, "computeCorrection", 2), timeStep] as const;
    });
    const lambda = present.floats("scratchC", 1, [0]);
    const expected = corrections(model, fieldsOf(present), pairsOf(present), lambda, timeStep);
    const moved = present.vectors("scratchB");
    const walls = moved.filter((_, k) => present.particles.type[Math.floor(k / 3)] === 1);
    expect(walls.filter((value) => value !== 0).length).toBeGreaterThan(20);
    expect(worstError(moved, expected)).toBeLessThan(1);
    expect(
      worstError(
        moved.map((value) => 1.001 * value),
        expected,
      ),
    ).toBeGreaterThan(1);
  });

  test("applies corrections, and ends with v = v* + ΣΔx/Δt, densities, pressures and accelerations", async () => {
    const inviscid = { ...pool, model: { ...model, viscosities: [] } };
    const [before, predicted, after, timeStep] = await withEngine(context(), inviscid, async (engine) => {
      await engine.advance(steps(3));
      const { timeStep } = engine.clock;
      const before = await Snapshot.of(context(), engine);
      const predicted = await stopAfter(context(), engine, "predictPosition");
      const { stages } = engine.solver as PositionBased;
      const done = stages.findIndex(({ label }) => label === "predictPosition");
      submit(context(), (pass) => stages.slice(done + 1).forEach(({ record }) => record(pass)));
      return [before, predicted, await Snapshot.of(context(), engine), timeStep] as const;
    });
    const fluids = [...after.particles.type.keys()].filter((i) => after.particles.type[i] === 0);
    const shift = after.vectors("deviation");
    const rate = after.vectors("rate");
    const density = after.floats("thermo", 2, [0]);
    const pressure = after.floats("thermo", 2, [1]);
    const pairs = pairsOf(after);
    const ratios = densityRatios(model, fieldsOf(after), pairs);
    const pressures = constraintPressures(model, after.floats("deviation", 4, [3]), timeStep);
    const digits = 2 ** -24;
    let moved = 0;
    for (const i of fluids) {
      expect(Math.abs(density[i] - 1000 * ratios.value[i])).toBeLessThan(
        1000 * allowedError * ratios.scale[i],
      );
      expect(Math.abs(pressure[i] - pressures[i])).toBeLessThanOrEqual(8 * digits * Math.abs(pressures[i]));
      for (let k = 3 * i; k < 3 * i + 3; k++) {
        const gravity = k % 3 === 1 ? -9.81 : 0;
        const start = before.particles.velocity[k];
        const kicked = start + timeStep * gravity;
        const byShift = shift[k] / timeStep;
        const scale = Math.abs(start) + Math.abs(timeStep * gravity) + Math.abs(byShift);
        expect(Math.abs(predicted.particles.velocity[k] - kicked)).toBeLessThanOrEqual(8 * digits * scale);
        expect(Math.abs(after.particles.velocity[k] - kicked - byShift)).toBeLessThanOrEqual(
          8 * digits * scale,
        );
        const acceleration = gravity + byShift / timeStep;
        const terms = Math.abs(gravity) + Math.abs(byShift / timeStep);
        expect(Math.abs(rate[k] - acceleration)).toBeLessThanOrEqual(8 * digits * terms);
        const way = after.particles.position[k] - before.particles.position[k];
        const units = 8 * model.box.lengths[k % 3] * 2 ** -30;
        expect(Math.abs(way - timeStep * after.particles.velocity[k])).toBeLessThan(
          units + 8 * digits * timeStep * scale,
        );
        moved += Number(shift[k] !== 0);
      }
    }
    expect(moved).toBeGreaterThan(fluids.length);
  });

  const heavy = {
    ...model.fluids[0],
    name: "brine",
    referenceDensity: 1500,
    particleMass: 1.5 * model.fluids[0].particleMass,
  };
  const laminar = { viscosities: [{ kind: "laminar" }] };
  const cases: [string, () => Case][] = [
    ["in a tank", () => tank(dimensions, { iterations: 3 }, {}, laminar)],
    [
      "driven by a force that oscillates",
      () => tank(dimensions, {}, {}, { ...laminar, acceleration: oscillating, timeStepping: damped }),
    ],
    [
      "in a tank that is shaken",
      () =>
        tank(
          dimensions,
          {},
          {},
          { ...laminar, solids: [{ name: "tank", slip: "free-slip", motion: shaken }] },
        ),
    ],
    [
      "of two densities in a box that reflects",
      () => {
        const changes = { ...laminar, fluids: [model.fluids[0], heavy], expectedSpeed: 0.5 };
        const mixture = drop(
          dimensions,
          { iterations: 3 },
          { compression: 0.97, margin: 0.4 },
          changes,
          "reflecting",
        );
        mixture.particles.velocity.forEach((_, k) => {
          if (k % 3 < dimensions) mixture.particles.velocity[k] = jitter(k + 7);
        });
        return {
          ...mixture,
          particles: { ...mixture.particles, type: mixture.particles.type.map((_, i) => i % 2) },
        };
      },
    ],
  ];

  test.each(cases)(
    "a fluid %s is met by the float64 reference over five whole steps",
    async (_, makeCase) => {
      const whole = makeCase();
      await withEngine(context(), whole, async (engine) => {
        const reference = new PositionBasedSystem(whole.model, whole.particles);
        const worst = (actual: Float64Array, exact: Float64Array) =>
          actual.reduce((most, value, k) => Math.max(most, Math.abs(value - exact[k])), 0);
        const start = await engine.frame();
        expect(worst(start.acceleration, reference.state.acceleration)).toBeLessThan(1e-4);
        for (let step = 0; step < 5; step++) {
          expect(Math.abs(engine.clock.timeStep / reference.state.timeStep - 1)).toBeLessThan(1e-5);
          await engine.advance(steps(1));
          reference.advance();
        }
        const frame = await engine.frame();
        const { state } = reference;
        const { timeStep } = state;
        const force = spacing / timeStep ** 2;
        expect(Math.max(...state.pressure) / (1000 * spacing * force)).toBeGreaterThan(1e-3);
        expect(worst(frame.particles.position, state.particles.position) / spacing).toBeLessThan(1e-5);
        expect((worst(frame.particles.velocity, state.particles.velocity) * timeStep) / spacing).toBeLessThan(
          1e-5,
        );
        expect(worst(frame.density, state.density)).toBeLessThan(1e-2);
        expect(worst(frame.acceleration, state.acceleration) / force).toBeLessThan(1e-5);
        expect(worst(frame.pressure, state.pressure) / (1000 * spacing * force)).toBeLessThan(1e-5);
        expect(firstDifference(frame.particles.image, state.particles.image)).toBe(-1);
      });
    },
  );

  test("gives walls the reaction of what they do to the fluid", async () => {
    await withEngine(context(), pool, async (engine) => {
      await engine.advance(steps(4));
      const before = await engine.frame();
      const { timeStep } = engine.clock;
      await engine.advance(steps(1));
      const { particles, acceleration } = await engine.frame();
      const total = [0, 0, 0];
      let terms = 0;
      particles.type.forEach((type, i) => {
        for (let axis = 0; axis < 3; axis++) {
          const k = 3 * i + axis;
          const change = (particles.velocity[k] - before.particles.velocity[k]) / timeStep;
          const gravity = axis === 1 ? 9.81 : 0;
          total[axis] += type === 0 ? change + gravity : acceleration[k];
          terms += Math.abs(acceleration[k]);
        }
      });
      for (const sum of total) expect(Math.abs(sum)).toBeLessThan(1e-5 * terms);
      const wallForce = particles.type.reduce((sum, type, i) => sum + type * acceleration[3 * i + 1], 0);
      expect(wallForce).toBeLessThan(-1);
    });
  });
});
