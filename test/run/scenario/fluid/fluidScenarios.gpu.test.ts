import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fluidFamily } from "../../../../src/run/fluidFamily.ts";
import { GpuFluidEngine } from "../../../../src/run/gpuFluidEngine.ts";
import { buildFluid } from "../../../../src/run/scenario/fluid/buildFluid.ts";
import { findFamily } from "../../../../src/run/families.ts";
import { parseScenarioOf } from "../../../../src/run/scenario/parseScenario.ts";
import { useDevice } from "../../../support/device.ts";

const device = useDevice();
const folder = new URL("../../../../scenarios/", import.meta.url);
const documents = readdirSync(folder)
  .filter((file) => file !== "schema.json")
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))] as const)
  .filter(([, document]) => findFamily(document) === fluidFamily);

const build = (document: unknown) =>
  buildFluid(parseScenarioOf(fluidFamily, document), () => Promise.reject(new Error("no files")));

describe.each(documents)("%s", (_, document) => {
  it("takes ten steps on the device, and its density moves by five per cent at most", async () => {
    const { model, particles } = await build(document);
    expect(particles.count).toBeLessThan(60_000);
    const engine = await GpuFluidEngine.create(device(), model, particles);
    try {
      const start = await engine.frame();
      await engine.advance({ untilTime: Infinity, maximumSteps: 10 });
      const frame = await engine.frame();
      expect(engine.clock.step).toBe(10);
      expect(frame.time).toBeGreaterThan(0);
      const change = (i: number) => Math.abs(frame.density[i] / start.density[i] - 1);
      const isFluid = (i: number) => frame.particles.type[i] < frame.fluidCount;
      const largest = Math.max(...[...frame.density.keys()].filter(isFluid).map(change));
      expect(largest).toBeLessThan(0.05);
    } finally {
      engine.destroy();
    }
  });
});
