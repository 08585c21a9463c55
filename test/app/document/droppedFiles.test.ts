import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type DroppedFile, readDroppedFiles } from "../../../src/app/document/droppedFiles.ts";
import { freshRecords } from "../../../src/app/document/freshRecords.ts";
import { liveScenario } from "../../../src/app/document/liveRecord.ts";
import { savedRun } from "../../../src/app/document/savedRun.ts";
import { buildScenario } from "../../../src/run/buildScenario.ts";
import { parseScenario } from "../../../src/run/scenario/parseScenario.ts";
import { tankDocument } from "../../run/fluidScenarios.ts";
import { meltScenario, noFiles, problemsOf } from "../../run/scenario/meltScenario.ts";
import { pageCourse, stateOf } from "./pageRun.ts";

function file(name: string, content: string | Uint8Array): DroppedFile {
  return { name, bytes: typeof content === "string" ? new TextEncoder().encode(content) : content };
}

function problems(...files: readonly DroppedFile[]): Promise<string[]> {
  return problemsOf(() => readDroppedFiles(files));
}

/** Runs a dropped scenario on the reference; returns what is in thermo.csv of the last state. */
async function resultsAfter(steps: number, files: readonly DroppedFile[]) {
  const { document, readFile } = await readDroppedFiles(files);
  const course = await pageCourse(undefined, parseScenario(document), steps, readFile);
  const results = course.results();
  course.destroy();
  return { results, particles: course.particleCount };
}

/** A cubic crystal of 4³ particles. */
function crystalXyz(spacing: number, header: string, velocity = ""): string {
  const sites = [0, 1, 2, 3].flatMap((i) =>
    [0, 1, 2, 3].flatMap((j) => [0, 1, 2, 3].map((k) => [i, j, k].map((n) => spacing * (n + 0.5)).join(" "))),
  );
  return [64, header, ...sites.map((site, n) => `${n % 2 ? "Ar" : "Kr"} ${site} ${velocity}`), ""].join("\n");
}

const lattice = (edge: number) => `Lattice="${edge} 0 0 0 ${edge} 0 0 0 ${edge}"`;

describe("a dropped scenario", () => {
  const named = {
    ...meltScenario,
    setup: {
      units: "reduced",
      particles: [{ kind: "file", path: "data/atoms.xyz", types: { Ar: "A", Kr: "A" } }],
    },
  };
  const document = file("my.json", JSON.stringify(named));

  it("finds the files that it names among those dropped with it", async () => {
    const found = await readDroppedFiles([file("atoms.xyz", crystalXyz(1.6, lattice(6.4))), document]);
    expect(found.document).toEqual(named);
    expect(await buildScenario(parseScenario(found.document), found.readFile)).toBeDefined();
  });

  it("without them is opened, and building it says which to drop as well", async () => {
    const found = await readDroppedFiles([document]);
    expect(await problemsOf(() => buildScenario(parseScenario(found.document), found.readFile))).toEqual([
      "setup.particles.0.path: cannot read data/atoms.xyz: it was not dropped; drop it together with the scenario",
    ]);
  });

  it("that is no JSON is refused with its name, line and column", async () => {
    expect(await problems(file("my.json", '{"name": }'))).toEqual([
      'my.json: not valid JSON at line 1, column 10: expected a value, found "}"',
    ]);
  });

  it("must be the only one", async () => {
    expect(await problems(document, file("b.json", "{}"))).toEqual([
      "these are several scenarios: my.json, b.json; drop one at a time",
    ]);
  });
});

describe("dropped particles", () => {
  it("of extended XYZ become a scenario that runs, with the file's types and velocities", async () => {
    const header = `${lattice(6.4)} Properties=species:S:1:pos:R:3:velo:R:3`;
    const dropped = [file("run/a b.xyz", crystalXyz(1.6, header, "0.5 0.1 -1"))];
    const { document } = await readDroppedFiles(dropped);
    expect(document).toMatchObject({
      name: "a b",
      setup: { velocities: "fromFile" },
      solver: { pair: { types: { Kr: { sigma: 1, epsilon: 1 }, Ar: { sigma: 1, epsilon: 1 } } } },
    });
    const { results, particles } = await resultsAfter(100, dropped);
    expect(particles).toBe(64);
    expect(results.temperature.value).toBeGreaterThan(0.05);
    expect(results.temperature.value).toBeLessThan(2);
  });

  it("in other units get σ and ε from their distances and speeds", async () => {
    const header = `${lattice(1600)} Properties=species:S:1:pos:R:3:velo:R:3`;
    const dropped = [file("a.xyz", crystalXyz(400, header, "500 100 -1000"))];
    const { document } = await readDroppedFiles(dropped);
    expect(document).toMatchObject({
      solver: {
        pair: { types: { Ar: { sigma: 357, epsilon: 420000 } } },
        integrator: { temperature: 420000 },
      },
    });
    const { results } = await resultsAfter(100, dropped);
    expect(results.temperature.value / 420000).toBeGreaterThan(0.05);
    expect(results.temperature.value / 420000).toBeLessThan(2);
  });

  it("of plain XYZ get a box with walls around them", async () => {
    const dropped = [file("cluster.xyz", crystalXyz(1.1, "a comment"))];
    const { document } = await readDroppedFiles(dropped);
    expect(document).toMatchObject({
      setup: { box: { boundaries: ["reflecting", "reflecting", "reflecting"] } },
    });
    expect((await resultsAfter(20, dropped)).particles).toBe(64);
  });

  it("of LAMMPS data keep their masses", async () => {
    const text = [
      "two atoms\n\n2 atoms\n2 atom types\n0 8 xlo xhi\n0 8 ylo yhi\n0 8 zlo zhi\n",
      "Masses\n\n1 1\n2 4\n\nAtoms # atomic\n\n1 1 1 1 1\n2 2 2.2 1 1\n",
    ];
    const dropped = [file("pair.data", text.join("\n"))];
    expect((await readDroppedFiles(dropped)).document).toMatchObject({
      solver: { types: { 1: { mass: 1 }, 2: { mass: 4 } } },
    });
    expect((await resultsAfter(10, dropped)).particles).toBe(2);
  });

  it("of a frame of a run go on with its box, in two dimensions too", async () => {
    const setup = {
      ...meltScenario.setup,
      dimensions: 2,
      particles: [{ kind: "lattice", lattice: "hexagonal", density: 0.8, cells: [8, 5], type: "A" }],
    };
    const course = await pageCourse(undefined, parseScenario({ ...meltScenario, setup }), 5, noFiles);
    const dropped = [file("step-000000005.npz", (await course.lastFrame()).content)];
    course.destroy();
    const { document } = await readDroppedFiles(dropped);
    expect(document).toMatchObject({ setup: { dimensions: 2, velocities: "fromFile" } });
    expect((await resultsAfter(10, dropped)).particles).toBe(80);
  });

  it("that lie in one place, or cannot be read, are refused", async () => {
    const twice = `2\n${lattice(9)}\nA 1 1 1\nA 1 1 1\n`;
    expect(await problems(file("a.xyz", twice))).toEqual(["a.xyz: has two particles in one place"]);
    expect((await problems(file("a.xyz", "two\n")))[0]).toMatch(/^a.xyz: line 1/);
  });
});

describe("a dropped run", () => {
  const scenario = parseScenario({ ...meltScenario, run: { steps: 40, timeStep: 0.005 } });

  async function savedArchive(): Promise<DroppedFile> {
    const course = await pageCourse(undefined, scenario, 7, noFiles);
    const bytes = await savedRun({ course, scenario, readFile: noFiles, wallSeconds: 1 });
    course.destroy();
    return file("melt.zip", bytes);
  }

  it("that was saved on the page goes on from the same state", async () => {
    const { document, checkpoint, readFile } = await readDroppedFiles([await savedArchive()]);
    const live = liveScenario(parseScenario(document));
    const course = await (await buildScenario(live, readFile)).open(undefined);
    const { recorders } = await freshRecords(live, readFile, 0);
    await course.prepare({ engine: checkpoint!.engine, recorders, complete: checkpoint!.complete });
    await course.advance(3);
    const unbroken = await pageCourse(undefined, scenario, 10, noFiles);
    expect(course.step).toBe(10);
    expect(await stateOf(course)).toEqual(await stateOf(unbroken));
  });

  it("may come as run.json and checkpoint.npz, and without the latter starts anew", async () => {
    const files = unzipSync((await savedArchive()).bytes);
    const run = file("out/run.json", files["run.json"]);
    const checkpoint = file("out/checkpoint.npz", files["checkpoint.npz"]);
    expect((await readDroppedFiles([checkpoint, run])).checkpoint?.step).toBe(7);
    const alone = await readDroppedFiles([run]);
    expect(parseScenario(alone.document)).toEqual(scenario);
    expect(alone.checkpoint).toBeUndefined();
    expect(await problems(checkpoint)).toEqual([
      "out/checkpoint.npz: is the state of a run, but not its scenario: drop it together with the run.json beside it",
    ]);
  });

  it("whose files are damaged or of two runs is refused", async () => {
    const files = unzipSync((await savedArchive()).bytes);
    const checkpoint = file("checkpoint.npz", files["checkpoint.npz"]);
    const text = new TextDecoder().decode(files["run.json"]);
    const other = file("run.json", text.replace('"steps": 40', '"steps": 41'));
    expect(await problems(other, checkpoint)).toEqual([
      "checkpoint.npz: belongs to another run than run.json",
    ]);
    const damaged = files["checkpoint.npz"].slice();
    damaged[damaged.length >> 1] ^= 1;
    expect(await problems(file("run.json", text), file("checkpoint.npz", damaged))).toEqual([
      "checkpoint.npz: is damaged: its arrays are not those that were written",
    ]);
    expect(await problems(file("run.json", '{"program":"another"}'))).toEqual([
      "run.json: is not of a run of this program",
    ]);
  });
});

describe("what cannot be opened by itself", () => {
  it("a mesh says how to put it into a scenario", async () => {
    expect(await problems(file("parts/rock.stl", "solid"))).toEqual([
      'parts/rock.stl: is a shape, which needs a scenario: give a fluid or a solid of its set-up the shape { "kind": "mesh", "path": "rock.stl" } and drop both together',
    ]);
  });

  it("a frame of a fluid asks for the files of its run", async () => {
    const course = await pageCourse(undefined, parseScenario(tankDocument), 1, noFiles);
    const [problem] = await problems(file("step-000000001.npz", (await course.lastFrame()).content));
    course.destroy();
    expect(problem).toContain("drop the run.json and checkpoint.npz of its run");
  });

  it("anything else is told what can be dropped", async () => {
    const [picture, archive] = await problems(
      file("a.png", "x"),
      file("b.zip", zipSync({ "c.txt": new Uint8Array(3) })),
    );
    expect(picture).toMatch(/^a.png: cannot be opened: drop a scenario .*\.xyz, .*run\.json together/);
    expect(archive).toMatch(/^c.txt: cannot be opened/);
    expect(await problems(file("b.zip", "no zip"))).toEqual([expect.stringMatching(/^b.zip: is damaged/)]);
    expect(await problems()).toEqual([expect.stringMatching(/^drop a scenario/)]);
  });
});
