import { describe, expect, test } from "vitest";
import { decodeNpz } from "../../../src/formats/npz.ts";
import { fluidFamily } from "../../../src/run/fluidFamily.ts";
import { MemoryOutput } from "../../../src/run/memoryOutput.ts";
import { ReferenceFluidEngine } from "../../../src/run/referenceFluidEngine.ts";
import { runSimulation } from "../../../src/run/runSimulation.ts";
import { verifyFluid } from "../../../src/run/verifyFluid.ts";
import { builtFluid } from "../../run/fluidScenarios.ts";
import { useDevice } from "../../support/device.ts";
import { useFluids } from "../../support/movingSolids.ts";
import { channelColumns, channelDocument, fluidRows, shakenFluid } from "../../support/openChannel.ts";

const device = useDevice();
const createFluid = useFluids(device);
const untilTime = 1e9;

const withoutInlets = { inlets: [] };
const withoutWalls = { ...withoutInlets, solids: [] };

test("a run whose fluid only leaves goes to its end with ever fewer particles", async () => {
  const { scenario, built } = await builtFluid(channelDocument, {
    setup: withoutInlets,
    run: { duration: 0.3 },
    record: { measure: { every: 0.1 }, frames: { every: 0.3, formats: ["npz"] } },
  });
  const course = await fluidFamily.open(device(), built, scenario);
  const output = new MemoryOutput();
  await runSimulation({ course, scenario, output, version: "1.2.3" }).finally(() => course.destroy());
  const [header, ...rows] = (output.text("fluid.csv") ?? "").trim().split("\n");
  const column = (name: string) => rows.map((row) => Number(row.split(",")[header.split(",").indexOf(name)]));
  expect(rows).toHaveLength(4);
  expect(column("added")).toEqual([0, 0, 0, 0]);
  const particles = column("particles");
  expect(particles[0]).toBe(10 * channelColumns);
  expect(particles[3]).toBeLessThanOrEqual(8 * channelColumns);
  expect(column("removed")).toEqual(particles.map((count) => particles[0] - count));
  const names = await output.list("frames");
  const last = (await output.read(`frames/${names[names.length - 1]}`)) as Uint8Array;
  const types = [...decodeNpz(last, "frame").type.data].map(Number);
  expect(types.filter((material) => material === 0)).toHaveLength(particles[3]);
});

for (const kind of ["weakly-compressible", "entropically-damped", "divergence-free", "position-based"]) {
  describe(`outlets without inlets, ${kind}`, () => {
    for (const [walls, setup] of Object.entries({ "with walls": withoutInlets, alone: withoutWalls })) {
      test(`leave the particles that the reference has left, ${walls}`, async () => {
        const { built } = await builtFluid(channelDocument, {
          setup: { ...shakenFluid, ...setup },
          solver: { scheme: { kind } },
        });
        const engine = await createFluid(built.model, built.particles);
        const reference = new ReferenceFluidEngine(built.model, built.particles);
        for (const one of [engine, reference]) await one.advance({ untilTime, maximumSteps: 24 });
        expect(engine.clock.exchange).toEqual(reference.clock.exchange);
        expect(engine.clock.exchange?.removed).toBeGreaterThan(0);
        const [measured, expected] = [await engine.frame(), await reference.frame()];
        expect(fluidRows(measured)).toHaveLength(10 * channelColumns - (engine.clock.exchange?.removed ?? 0));
        expect(measured.particles.id).toEqual(expected.particles.id);
        measured.particles.position.forEach((x, k) =>
          expect(Math.abs(x - expected.particles.position[k])).toBeLessThan(1e-4),
        );
      });
    }

    test("verify compares every pass and whole steps, and all pass", async () => {
      const { built } = await builtFluid(channelDocument, {
        setup: { ...shakenFluid, ...withoutInlets },
        solver: { scheme: { kind } },
      });
      const { rows } = await verifyFluid(device(), built.model, built.particles, { steps: 2 });
      expect(rows.filter(({ ok }) => !ok)).toEqual([]);
      expect(rows.length).toBeGreaterThan(10);
    });
  });
}
