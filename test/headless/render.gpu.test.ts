import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { decode } from "fast-png";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runCommandLine } from "../../src/headless/commandLine.ts";
import { CapturedTerminal } from "./capturedTerminal.ts";
import { inScenarioFolder, smallScenario } from "./smallScenario.ts";

async function corpuscle(...argumentList: string[]) {
  const terminal = new CapturedTerminal();
  const exitCode = await runCommandLine(argumentList, terminal);
  return { exitCode, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

const small = ["--size", "64x48", "--quiet"];

async function listOf(folder: string) {
  return JSON.parse(await readFile(join(folder, "frames.json"), "utf8"));
}

async function pictureOf(folder: string, index = 0) {
  return decode(await readFile(join(folder, `frame-0000${index}.png`)));
}

/** How many pixels differ from the one in the corner. */
function drawnPixels({ data }: { readonly data: ArrayLike<number> }): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 3) {
    if ([0, 1, 2].some((part) => Math.abs(data[at + part] - data[part]) > 20)) count++;
  }
  return count;
}

/** A block of water on a floor, in two dimensions, that more water flows into: there is a reserve of particles that wait. */
const fluidScenario = {
  name: "block",
  setup: {
    dimensions: 2,
    spacing: 0.1,
    box: { lower: [-1, -1], lengths: [3, 3] },
    fluids: [{ material: "water", shape: { kind: "box", lower: [0, 0], upper: [1, 0.5] } }],
    solids: [{ name: "floor", shape: { kind: "box", lower: [-0.5, -0.3], upper: [1.5, 0] } }],
    inlets: [
      { name: "inflow", material: "water", lower: [0, 0], upper: [0, 0.5], normal: "+x", velocity: 1 },
    ],
    capacity: 100,
  },
  solver: {
    kind: "smoothed-particle-hydrodynamics",
    materials: { water: { density: 1000 } },
    acceleration: { constant: [0, -9.81] },
    scheme: { kind: "weakly-compressible" },
  },
  run: { duration: 0.025 },
  record: { frames: { every: 0.01 } },
};

afterEach(() => vi.unstubAllEnvs());

describe("render of a scenario", () => {
  it("paints its state at intervals of steps and lists what the pictures show", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "pictures");
      const { exitCode, stderr } = await corpuscle("render", file, "--every", "4", "--out", out, ...small);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(await readdir(out)).toEqual([
        "frame-00000.png",
        "frame-00001.png",
        "frame-00002.png",
        "frames.json",
      ]);
      const { width, height, frames } = await listOf(out);
      expect([width, height]).toEqual([64, 48]);
      expect(frames.map(({ step }: { step: number }) => step)).toEqual([0, 4, 8]);
      expect(frames[1]).toMatchObject({
        file: "frame-00001.png",
        time: { value: 0.02, unit: "τ" },
        color: { field: "speed", map: "viridis", unit: "σ/τ" },
      });
      const [least, largest] = frames[0].color.range;
      expect(least).toBe(0);
      expect(largest).toBeGreaterThan(2);
      const picture = await pictureOf(out, 2);
      expect(picture).toMatchObject({ width: 64, height: 48, channels: 3 });
      expect(drawnPixels(picture)).toBeGreaterThan(300);
    });
  });

  it("paints fluids at intervals of time, and the last state alone with --last", async () => {
    await inScenarioFolder(async (folder) => {
      const file = join(folder, "fluid.json");
      await writeFile(file, JSON.stringify(fluidScenario));
      const all = join(folder, "all");
      expect(await corpuscle("render", file, "--every", "0.01", "--out", all, ...small)).toMatchObject({
        exitCode: 0,
      });
      const times = (await listOf(all)).frames.map(({ time }: { time: { value: number } }) => time.value);
      expect(times).toHaveLength(3);
      times.forEach((time: number, k: number) => {
        expect(time).toBeGreaterThanOrEqual(0.01 * k * (1 - 1e-6));
        expect(time).toBeLessThan(0.01 * k + 0.005);
      });
      const last = join(folder, "last");
      await corpuscle("render", file, "--last", "--range", "0,2", "--out", last, ...small);
      const { frames } = await listOf(last);
      expect(frames).toHaveLength(1);
      expect(frames[0].time.value).toBeGreaterThanOrEqual(0.025 * (1 - 1e-6));
      expect(frames[0].color.range).toEqual([0, 2]);
    });
  });

  it("replaces the pictures of an earlier rendering and leaves other files", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "pictures");
      await corpuscle("render", file, "--every", "4", "--out", out, ...small);
      await writeFile(join(out, "frame-of-mind.png"), "");
      await corpuscle("render", file, "--last", "--colors", "64", "--out", out, ...small);
      expect(await readdir(out)).toEqual(["frame-00000.png", "frame-of-mind.png", "frames.json"]);
      expect((await pictureOf(out)).palette).toHaveLength(64);
    });
  });

  it("names the nearest field and kind for one that there is not, before it makes a folder", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "pictures");
      const wrong = ["--color-by", "sped", "--hide", "B", "--region", "0,0,1,1"];
      const { exitCode, stderr } = await corpuscle("render", file, ...wrong, "--out", out, ...small);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('--color-by: unknown field "sped"; did you mean "speed"?');
      expect(stderr).toContain('--hide: unknown kind "B"; did you mean "A"?');
      expect(stderr).toContain("--region: must have 6 numbers here, got 4");
      expect(existsSync(out)).toBe(false);
    });
  });

  it("darkens crevices with --ambient-occlusion, which needs spheres in three dimensions", async () => {
    await inScenarioFolder(async (folder, file) => {
      const [plain, occluded, again] = ["plain", "occluded", "again"].map((name) => join(folder, name));
      const options = ["--last", "--no-outline", ...small, "--out"];
      await corpuscle("render", file, ...options, plain);
      const occlusion = ["--ambient-occlusion", ...options];
      expect(await corpuscle("render", file, ...occlusion, occluded)).toMatchObject({
        exitCode: 0,
        stderr: "",
      });
      await corpuscle("render", file, ...occlusion, again);
      const light = async (folder: string) =>
        Array.from((await pictureOf(folder)).data).reduce((sum, part) => sum + part, 0);
      expect(await light(occluded)).toBeLessThan(await light(plain));
      expect((await pictureOf(again)).data).toEqual((await pictureOf(occluded)).data);
      const points = await corpuscle(
        "render",
        file,
        "--style",
        "points",
        ...occlusion,
        join(folder, "points"),
      );
      expect(points).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining("--ambient-occlusion: needs spheres in three dimensions"),
      });
    });
  });

  it("refuses the float64 reference, intervals that are none, and parts of steps", async () => {
    await inScenarioFolder(async (_, file) => {
      const cpu = await corpuscle("render", file, "--device", "cpu", ...small);
      expect(cpu).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("WebGPU adapter") });
      expect((await corpuscle("render", file, "--every", "0")).exitCode).toBe(2);
      const part = await corpuscle("render", file, "--every", "2.5", ...small);
      expect(part).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("whole number of steps") });
    });
  });
});

describe("render of a run's folder", () => {
  it("paints recorded frames as the scenario itself would be painted", async () => {
    await inScenarioFolder(async (folder) => {
      const file = join(folder, "fluid.json");
      await writeFile(file, JSON.stringify(fluidScenario));
      const run = join(folder, "run");
      expect((await corpuscle("run", file, "--out", run, "--quiet")).exitCode).toBe(0);
      const [live, recorded] = [join(folder, "live"), join(folder, "recorded")];
      // What is to be seen is fixed: a live view is wider only once it has seen why.
      const view = ["--range", "0,4000", "--region", "-0.8,-0.5,1.8,1"];
      const options = ["--color-by", "pressure", ...view, ...small];
      await corpuscle("render", file, "--every", "0.01", "--out", live, ...options);
      const { exitCode } = await corpuscle("render", run, "--every", "0.01", "--out", recorded, ...options);
      expect(exitCode).toBe(0);
      const [a, b] = [await listOf(live), await listOf(recorded)];
      expect(b).toEqual(a);
      for (const index of [0, 1, 2]) {
        const picture = await pictureOf(live, index);
        expect(drawnPixels(picture)).toBeGreaterThan(500);
        expect((await pictureOf(recorded, index)).data).toEqual(picture.data);
      }
    });
  });

  it("has one range for all pictures, and fields that were recorded alone", async () => {
    await inScenarioFolder(async (folder) => {
      const file = join(folder, "recorded.json");
      const record = { frames: { every: 5 } };
      await writeFile(file, JSON.stringify({ ...smallScenario, record }));
      const run = join(folder, "run");
      await corpuscle("run", file, "--out", run, "--quiet");
      const out = join(folder, "pictures");
      expect((await corpuscle("render", run, "--color-by", "force", "--out", out, ...small)).exitCode).toBe(
        0,
      );
      const { frames } = await listOf(out);
      expect(frames.map(({ step }: { step: number }) => step)).toEqual([0, 5, 10]);
      const ranges = frames.map(({ color }: { color: object }) => JSON.stringify(color));
      expect(new Set(ranges).size).toBe(1);
      const energy = await corpuscle("render", run, "--color-by", "potential energy", "--out", out, ...small);
      expect(energy.exitCode).toBe(2);
      expect(energy.stderr).toContain('unknown field "potential energy"');
      const set = await corpuscle("render", run, "--set", "run.steps=3", ...small);
      expect(set).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--set") });
    });
  });

  it("knows displacements from the scenario's start, as the scenario itself", async () => {
    await inScenarioFolder(async (folder) => {
      const file = join(folder, "recorded.json");
      await writeFile(file, JSON.stringify({ ...smallScenario, record: { frames: { every: 5 } } }));
      const [run, live, recorded] = ["run", "live", "recorded"].map((name) => join(folder, name));
      await corpuscle("run", file, "--out", run, "--quiet");
      const options = ["--color-by", "displacement", "--every", "5", ...small, "--out"];
      expect(await corpuscle("render", file, ...options, live)).toMatchObject({ exitCode: 0, stderr: "" });
      expect(await corpuscle("render", run, ...options, recorded)).toMatchObject({ exitCode: 0 });
      const { frames } = await listOf(live);
      expect(frames[0].color).toEqual({ field: "displacement", map: "viridis", unit: "σ", range: [0, 1] });
      const [, largest] = frames[2].color.range;
      // Ten steps of 0.005 τ at speeds of up to 4 σ/τ.
      expect(largest).toBeGreaterThan(0.05);
      expect(largest).toBeLessThan(0.25);
      const last = (await listOf(recorded)).frames[2];
      expect(last.color.range).toEqual(frames[2].color.range);
      expect((await pictureOf(recorded, 2)).data).toEqual((await pictureOf(live, 2)).data);
    });
  });

  it("says how to record frames where there are none, and what is no run", async () => {
    await inScenarioFolder(async (folder, file) => {
      const run = join(folder, "run");
      await corpuscle("run", file, "--set", 'record={"thermo":{"every":5}}', "--out", run, "--quiet");
      const none = await corpuscle("render", run, ...small);
      expect(none).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("record.frames") });
      const other = await corpuscle("render", folder, ...small);
      expect(other).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("run.json") });
    });
  });
});

describe("render --video", () => {
  it("leaves the video out with a notice where there is no ffmpeg", async () => {
    await inScenarioFolder(async (folder, file) => {
      vi.stubEnv("PATH", join(folder, "nothing"));
      const out = join(folder, "pictures");
      const { exitCode, stderr } = await corpuscle(
        "render",
        file,
        "--last",
        "--video",
        "--out",
        out,
        ...small,
      );
      expect(exitCode).toBe(0);
      expect(stderr).toContain("Notice: no video.mp4: there is no ffmpeg on the PATH.");
      expect(await readdir(out)).not.toContain("video.mp4");
    });
  });

  it("hands the pictures to ffmpeg, and keeps nothing of a video that fails", async () => {
    await inScenarioFolder(async (folder, file) => {
      const programs = join(folder, "programs");
      const program = join(programs, "ffmpeg");
      await mkdir(programs);
      // Writes its arguments to the last of them.
      await writeFile(program, '#!/bin/sh\nfor last; do :; done\necho "$@" > "$last"\n');
      await chmod(program, 0o755);
      vi.stubEnv("PATH", `${programs}${delimiter}${process.env.PATH}`);
      const out = join(folder, "pictures");
      await corpuscle("render", file, "--last", "--video", "--out", out, ...small);
      expect(await readFile(join(out, "video.mp4"), "utf8")).toMatch(/-i frame-%05d\.png .*libx264.*yuv420p/);
      await writeFile(
        program,
        '#!/bin/sh\nfor last; do :; done\necho half > "$last"\necho no codec >&2\nexit 1\n',
      );
      const failed = join(folder, "failed");
      const { stderr } = await corpuscle("render", file, "--last", "--video", "--out", failed, ...small);
      expect(stderr).toContain("no codec");
      expect((await readdir(failed)).filter((name) => name.startsWith("video"))).toEqual([]);
    });
  });
});
