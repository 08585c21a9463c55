import { describe, expect, it } from "vitest";
import { NumericalError } from "../../../../src/core/failure.ts";
import { isSolid } from "../../../../src/solvers/sph/model.ts";
import {
  inletTravel,
  parkingLattice,
  parkingPlace,
} from "../../../../src/solvers/sph/openBoundaries/openBoundaries.ts";
import { FluidSystem } from "../../../../src/solvers/sph/reference/fluidSystem.ts";
import type { DocumentChanges } from "../../../run/fluidScenarios.ts";
import {
  builtChannel,
  channelColumns,
  channelDocument,
  channelLength,
  channelSpacing,
  shakenFluid,
} from "../../../support/openChannel.ts";

async function channel(changes: DocumentChanges = {}) {
  const { model, particles } = await builtChannel(changes);
  return { model, system: new FluidSystem(model, particles) };
}

const withSpeed = (velocity: unknown) => ({
  setup: { inlets: [{ ...channelDocument.setup.inlets[0], velocity }] },
});

describe("inlets and outlets of the reference", () => {
  it.each([
    ["constant", { from: 1, to: 1, rampTime: 0 }, 1],
    ["growing", { from: 0, to: 2, rampTime: 0.2 }, { from: 0, to: 2, rampTime: 0.2 }],
  ])("let in as many whole layers as the %s speed carries past the opening", async (_, speed, velocity) => {
    const { system, model } = await channel(withSpeed(velocity));
    const { state } = system;
    const fluids = () => state.particles.type.filter((type) => !isSolid(model, type)).length;
    const start = fluids();
    let seen = 0;
    while (state.time < 0.3) {
      system.advance();
      const layers = Math.floor(inletTravel(speed, state.time) / channelSpacing + 0.5);
      // The conveyor goes by the speed at the end of each step.
      const late = Math.floor(inletTravel(speed, state.time + state.timeStep) / channelSpacing + 0.5);
      expect([layers * channelColumns, late * channelColumns]).toContain(state.added);
      expect(fluids()).toBe(start + state.added - state.removed);
      seen = state.added;
    }
    expect(seen).toBeGreaterThanOrEqual(2 * channelColumns);
  });

  it("move what comes in with the speed of the inlet", async () => {
    const { system, model } = await channel(withSpeed({ from: 0.5, to: 1.5, rampTime: 0.1 }));
    const { state } = system;
    const before = state.particles.type.slice();
    while (state.added === 0) system.advance();
    const speed = Math.min(0.5 + state.time / 0.1, 1.5);
    const entered = [...before.keys()].filter(
      (i) => isSolid(model, before[i]) && state.particles.type[i] === 0,
    );
    expect(entered).toHaveLength(channelColumns);
    for (const i of entered) {
      // The second half kick is behind it.
      expect(Math.abs(state.particles.velocity[3 * i] - speed)).toBeLessThan(0.02);
      expect(state.particles.position[3 * i]).toBeGreaterThan(-1e-4 * channelSpacing);
      expect(state.particles.position[3 * i]).toBeLessThan(0.1 * channelSpacing);
    }
  });

  it("leave behind a conveyor of the same layers, a spacing apart", async () => {
    const { system, model } = await channel();
    const { particles } = system.state;
    const rows = () =>
      [...particles.type.keys()].filter((i) => particles.type[i] === model.fluids.length + 2);
    const count = rows().length;
    for (let step = 0; step < 90; step++) system.advance();
    expect(system.state.added).toBeGreaterThan(channelColumns);
    expect(rows()).toHaveLength(count);
    const places = rows().map((i) => [particles.position[3 * i], particles.position[3 * i + 1]]);
    const front = Math.max(...places.map(([x]) => x));
    for (const [x, y] of places) {
      const [layer, column] = [(front - x) / channelSpacing, y / channelSpacing - 0.5];
      expect(layer).toBeCloseTo(Math.round(layer), 9);
      expect(column).toBeCloseTo(Math.round(column), 9);
      expect(Math.round(layer)).toBeLessThan(count / channelColumns);
    }
  });

  it("remove what is in an outlet at every eighth step", async () => {
    const { system, model } = await channel({ setup: shakenFluid });
    const { particles } = system.state;
    for (let step = 1; step <= 48; step++) {
      system.advance();
      const outside = [...particles.type.keys()].filter(
        (i) => !isSolid(model, particles.type[i]) && particles.position[3 * i] >= channelLength,
      );
      if (step % 8 === 0) expect(outside).toEqual([]);
    }
    expect(system.state.removed).toBeGreaterThan(0);
  });

  it("end with an error that names the inlet where no particle is left", async () => {
    const { system } = await channel({ setup: { capacity: 10 * channelColumns, outlets: [] } });
    const run = () => {
      for (let step = 0; step < 100; step++) system.advance();
    };
    expect(run).toThrow(NumericalError);
    expect(run).toThrow(
      /inlet "left" has no particle left to let in at step \d+, time [\d.]+: give setup.capacity/,
    );
  });

  it("save and take up again what particles are", async () => {
    const { system, model } = await channel({ setup: shakenFluid });
    for (let step = 0; step < 40; step++) system.advance();
    const saved = system.save();
    for (let step = 0; step < 40; step++) system.advance();
    const expected = system.save();
    const { particles } = await builtChannel({ setup: shakenFluid });
    const other = new FluidSystem(model, particles);
    other.restore(saved);
    for (let step = 0; step < 40; step++) other.advance();
    expect(other.save()).toEqual(expected);
  });
});

describe("places where particles wait", () => {
  it.each([
    [2 as const, [3, 1, 1]],
    [3 as const, [1, 2, 0.5]],
  ])(
    "lie inside the box in %i dimensions, each of an id of its own, evenly along every axis",
    (dimensions, [x, y, z]) => {
      const sides = ["open", "open", dimensions === 2 ? "periodic" : "open"] as const;
      const box = { dimensions, lower: [-1, 2, 0], lengths: [x, y, z], boundaries: sides } as const;
      const count = 500;
      const parking = parkingLattice(box, count);
      const places = Array.from({ length: count }, (_, k) => parkingPlace(box, parking, k + 1));
      expect(new Set(places.map(String)).size).toBe(count);
      for (const place of places) {
        for (let axis = 0; axis < dimensions; axis++) {
          const along = (place[axis] - box.lower[axis]) / box.lengths[axis];
          expect(along).toBeGreaterThan(0);
          expect(along).toBeLessThan(1);
        }
      }
    },
  );
});
