import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommandLine } from "../../src/headless/commandLine.ts";
import { scenarioJsonSchema } from "../../src/run/scenario/scenarioJsonSchema.ts";
import { CapturedTerminal } from "./capturedTerminal.ts";
import { inScenarioFolder, smallScenario } from "./smallScenario.ts";

async function corpuscle(...argumentList: string[]) {
  const terminal = new CapturedTerminal();
  const exitCode = await runCommandLine(argumentList, terminal);
  return { exitCode, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

async function json(path: string) {
  return JSON.parse(await readFile(path, "utf8"));
}

describe("the command line", () => {
  it("names the nearest command for one it does not know, with exit code 2", async () => {
    const { exitCode, stderr } = await corpuscle("verfy");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean verify?");
  });

  it("exits with 2 on an unknown option and on a missing argument", async () => {
    expect((await corpuscle("devices", "--jsn")).exitCode).toBe(2);
    expect((await corpuscle("run")).exitCode).toBe(2);
  });

  it("prints a usage error as JSON where JSON is asked for", async () => {
    const { stdout } = await corpuscle("run", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", exitCode: 2 });
  });

  it("prints help and version on stdout with exit code 0", async () => {
    expect(await corpuscle("--version")).toEqual({ exitCode: 0, stdout: "0.1.0\n", stderr: "" });
    const { exitCode, stdout } = await corpuscle("help");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("Exit codes");
  });
});

describe("run", () => {
  it("prints one JSON object and nothing else", async () => {
    await inScenarioFolder(async (folder, file) => {
      const { exitCode, stdout, stderr } = await corpuscle(
        "run",
        file,
        "--out",
        join(folder, "out"),
        "--json",
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({ status: "done", steps: 10, particles: 256 });
      expect(JSON.parse(stdout)).toHaveProperty("particleStepsPerSecond");
      expect(JSON.parse(stdout)).toHaveProperty("wallSeconds");
      expect(JSON.parse(stdout)).toHaveProperty("adapter");
    });
  });

  it("prints a table of what came of it", async () => {
    await inScenarioFolder(async (folder, file) => {
      const { stdout } = await corpuscle("run", file, "--out", join(folder, "out"), "--device", "cpu");
      expect(stdout).toContain("particle-steps/s");
      expect(stdout).toContain("conserved energy drift per particle");
      expect(stdout).toContain("thermo.csv");
      expect(stdout).toContain("float64 reference");
    });
  });

  it("prints nothing with --quiet", async () => {
    await inScenarioFolder(async (folder, file) => {
      const result = await corpuscle("run", file, "--out", join(folder, "out"), "--quiet");
      expect(result).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    });
  });

  it("takes steps, seed and values set, and records them in run.json", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "out");
      const changes = [
        "--steps",
        "0",
        "--seed",
        "7",
        "--set",
        "solver.skin=0.4",
        "--set",
        "run.timeStep=0.001",
      ];
      const { exitCode } = await corpuscle("run", file, "--out", out, ...changes, "--quiet");
      expect(exitCode).toBe(0);
      expect(await json(join(out, "run.json"))).toMatchObject({
        steps: 0,
        seed: 7,
        scenario: { solver: { skin: 0.4 }, run: { timeStep: 0.001, steps: 0 } },
      });
    });
  });

  it("reports bad input with path and nearest name, exit code 2, and leaves no folder behind", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "out");
      const { exitCode, stderr } = await corpuscle("run", file, "--out", out, "--set", "solver.skn=0.4");
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/solver\.skn: .*skin/);
      expect(existsSync(out)).toBe(false);
    });
  });

  it("names a scenario that is not there, with exit code 2", async () => {
    const { exitCode, stderr } = await corpuscle("run", "nowhere.json");
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: "nowhere.json: there is no such file\n" });
  });

  it("exits with 3 and lists the adapters where none has the name asked for", async () => {
    await inScenarioFolder(async (folder, file) => {
      const { exitCode, stdout } = await corpuscle(
        "run",
        file,
        "--out",
        folder,
        "--device",
        "abacus",
        "--json",
      );
      expect(exitCode).toBe(3);
      expect(JSON.parse(stdout).message).toMatch(/"abacus"; found: .+/);
    });
  });

  it("exits with 4, step and particle where the time step is far too large", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "out");
      const { exitCode, stdout } = await corpuscle(
        "run",
        file,
        "--out",
        out,
        "--set",
        "run.timeStep=5",
        "--json",
      );
      expect(exitCode).toBe(4);
      expect(JSON.parse(stdout)).toMatchObject({ status: "failed", exitCode: 4, step: expect.any(Number) });
      expect((await json(join(out, "run.json"))).status).toBe("failed");
    });
  });
});

describe("resume", () => {
  it("goes on on the device of the run so far", async () => {
    await inScenarioFolder(async (folder, file) => {
      const out = join(folder, "out");
      await corpuscle("run", file, "--out", out, "--device", "cpu", "--quiet");
      const { exitCode, stdout } = await corpuscle("resume", out, "--json");
      expect(exitCode).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ status: "done", steps: 10, notices: [] });
    });
  });

  it("builds a run from a particle file again, whose path was relative to the scenario", async () => {
    await inScenarioFolder(async (folder, file) => {
      await corpuscle("run", file, "--out", join(folder, "first"), "--steps", "0", "--quiet");
      const particles = [{ kind: "file", path: "first/frames/step-000000000.npz" }];
      const setup = { units: "reduced", particles, velocities: "fromFile" };
      await writeFile(file, JSON.stringify({ ...smallScenario, setup }));
      const out = join(folder, "deeper", "second");
      expect((await corpuscle("run", file, "--out", out, "--json")).exitCode).toBe(0);
      expect((await corpuscle("resume", out, "--json")).exitCode).toBe(0);
    });
  });

  it("says that a folder is not there and does not create it", async () => {
    await inScenarioFolder(async (folder) => {
      const missing = join(folder, "missing");
      expect((await corpuscle("resume", missing)).exitCode).toBe(2);
      expect(existsSync(missing)).toBe(false);
    });
  });
});

describe("init", () => {
  it("writes a scenario that runs, and the schema that it names", async () => {
    await inScenarioFolder(async (folder) => {
      const file = join(folder, "mine.json");
      expect((await corpuscle("init", file)).exitCode).toBe(0);
      const schema = await json(join(folder, (await json(file)).$schema));
      expect(schema).toEqual(scenarioJsonSchema());
      const out = join(folder, "out");
      expect((await corpuscle("run", file, "--out", out, "--steps", "1", "--quiet")).exitCode).toBe(0);
    });
  });

  it("overwrites nothing", async () => {
    await inScenarioFolder(async (_folder, file) => {
      expect((await corpuscle("init", file)).exitCode).toBe(2);
      expect(await json(file)).toEqual(smallScenario);
    });
  });
});

describe("schema", () => {
  it("prints the JSON Schema of scenarios", async () => {
    const { exitCode, stdout } = await corpuscle("schema");
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(scenarioJsonSchema());
  });
});

describe("devices", () => {
  it("lists adapters with kind, features and limits", async () => {
    const { exitCode, stdout } = await corpuscle("devices", "--json");
    expect(exitCode).toBe(0);
    const [device] = JSON.parse(stdout).devices;
    expect(["hardware", "software"]).toContain(device.kind);
    expect(device.features).toContain("core-features-and-limits");
    expect(device.limits.maxStorageBufferBindingSize).toBeGreaterThanOrEqual(128 * 2 ** 20);
  });
});

describe("verify", () => {
  it("prints every pass with its worst error, tolerance and verdict", async () => {
    await inScenarioFolder(async (_folder, file) => {
      const { exitCode, stdout } = await corpuscle("verify", file, "--steps", "2", "--json");
      expect(exitCode).toBe(0);
      const { status, rows } = JSON.parse(stdout);
      expect(status).toBe("done");
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row: { ok: boolean }) => row.ok)).toBe(true);
    });
  });

  it("refuses a number of steps that is none", async () => {
    expect((await corpuscle("verify", "--steps", "-3")).exitCode).toBe(2);
  });
});

describe("validate", () => {
  it("names the cases there are where one is not known", async () => {
    const { exitCode, stderr } = await corpuscle("validate", "no-such-case");
    expect(exitCode).toBe(2);
    expect(stderr).toContain('unknown case "no-such-case"');
  });
});
