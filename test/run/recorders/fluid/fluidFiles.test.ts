import { describe, expect, it } from "vitest";
import { decodeNpz } from "../../../../src/formats/npz.ts";
import { MemoryOutput } from "../../../../src/run/memoryOutput.ts";
import { PoolRun, pool } from "./fluidRun.ts";

describe("frames", () => {
  it("hold all particles, or those of fluids alone", async () => {
    const counts = async (solids: boolean) => {
      const run = await new PoolRun({ frames: { every: 5, formats: ["npz"], solids } }).whole();
      const arrays = decodeNpz((await run.output.read("frames/step-000000040.npz"))!, "frame");
      expect(arrays.acceleration.data[1]).toBe(40);
      expect([arrays.density.data[0], arrays.pressure.data[0], arrays.velocity.data[0]]).toEqual([
        1000, 600, 40,
      ]);
      return [
        arrays.position.shape[0],
        arrays.density.data.length,
        new Set(arrays.type.data),
        arrays.id.data[0],
      ];
    };
    expect(await counts(true)).toEqual([20, 20, new Set([0, 1]), 1]);
    expect(await counts(false)).toEqual([16, 16, new Set([0]), 5]);
  });

  it("come in the formats asked for, and frames.pvd only with .vtp", async () => {
    const run = await new PoolRun({ frames: { every: 5, formats: ["npz"] } }).whole();
    expect(await run.output.list("")).toEqual(["frames"]);
    expect(await run.output.list("frames")).toEqual(["step-000000000.npz", "step-000000040.npz"]);
  });

  it("as .vtp carry the fields of the particles and their time", async () => {
    const run = await new PoolRun({ frames: { every: 5, formats: ["vtp"] } }).whole();
    const xml = run.output.text("frames/step-000000040.vtp")!.split("<AppendedData")[0];
    const names = [...xml.matchAll(/Name="(\w+)"/g)].map((match) => match[1]);
    expect(names).toEqual([
      "TimeValue",
      "velocity",
      "density",
      "pressure",
      "acceleration",
      "id",
      "type",
      "Points",
      "connectivity",
      "offsets",
    ]);
    expect(xml).toContain('NumberOfPoints="20"');
  });

  it("are listed with their times in frames.pvd, anew with every report", async () => {
    const run = new PoolRun({ frames: { every: 0.5, formats: ["vtp"] } });
    const listed = () =>
      [...run.output.text("frames.pvd")!.matchAll(/timestep="([^"]+)".*file="([^"]+)"/g)].map((match) =>
        match.slice(1),
      );
    await run.begin();
    await run.write(run.recorders.reports());
    expect(listed()).toEqual([["0", "frames/step-000000000.vtp"]]);
    await run.advance(1, 20);
    await run.end(20);
    expect(listed()).toEqual([
      ["0", "frames/step-000000000.vtp"],
      ["0.5", "frames/step-000000016.vtp"],
      ["0.625", "frames/step-000000020.vtp"],
    ]);
  });
});

describe("surfaces", () => {
  const scene = pool(3);

  it.each(["ply", "obj"])("are written as .%s, of the fluid alone", async (format) => {
    const run = await new PoolRun({ surface: { every: 10, format } }, scene).whole();
    expect(await run.output.list("surfaces")).toEqual([
      `step-000000000.${format}`,
      `step-000000040.${format}`,
    ]);
    const text = new TextDecoder("latin1").decode(
      (await run.output.read(`surfaces/step-000000040.${format}`))!,
    );
    expect(text).toMatch(format === "ply" ? /^ply\n/ : /^v /);
  });

  it("lie where the fluid ends, on the grid asked for", async () => {
    const vertices = async (surface: object) => {
      const output = new MemoryOutput();
      await new PoolRun({ surface: { every: 10, format: "obj", ...surface } }, scene, output).whole();
      const lines = output.text("surfaces/step-000000000.obj")!.split("\n");
      return lines
        .filter((line) => line.startsWith("v "))
        .map((line) => line.split(" ").slice(1).map(Number));
    };
    const usual = await vertices({});
    const heights = usual.map(([, y]) => y);
    expect(Math.abs(Math.min(...heights) - 0.25)).toBeLessThan(0.25 / 4);
    expect(Math.abs(Math.max(...heights) - 1.25)).toBeLessThan(0.25 / 4);
    expect((await vertices({ gridSpacing: 0.25 / 2 })).length).toBe(usual.length);
    expect((await vertices({ gridSpacing: 0.25 })).length).toBeLessThan(usual.length / 2);
    const lower = await vertices({ level: 0.2 });
    expect(Math.max(...lower.map(([, y]) => y))).toBeGreaterThan(Math.max(...heights) + 0.05);
  });
});
