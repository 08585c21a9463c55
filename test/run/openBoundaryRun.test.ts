import { expect, it } from "vitest";
import { decodeNpz } from "../../src/formats/npz.ts";
import { fluidFamily } from "../../src/run/fluidFamily.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";
import { runSimulation } from "../../src/run/runSimulation.ts";
import { channelColumns, channelDocument } from "../support/openChannel.ts";
import { builtFluid } from "./fluidScenarios.ts";

async function runOf(changes: Parameters<typeof builtFluid>[1]) {
  const { scenario, built } = await builtFluid(channelDocument, changes);
  const course = await fluidFamily.open(undefined, built, scenario);
  const output = new MemoryOutput();
  await runSimulation({ course, scenario, output, version: "1.2.3" }).finally(() => course.destroy());
  return output;
}

const record = { measure: { every: 0.04 }, frames: { every: 0.04, formats: ["npz"] } };

it("records say how many particles have come in and left, and frames hold those that are there", async () => {
  const output = await runOf({ run: { duration: 0.16 }, record });
  const [header, ...lines] = (output.text("fluid.csv") ?? "").trim().split("\n");
  const names = header.split(",");
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(",").map((value, k) => [names[k], Number(value)])),
  );
  expect(rows.length).toBeGreaterThan(3);
  for (const { particles, added, removed } of rows) {
    expect(particles).toBe(10 * channelColumns + added - removed);
  }
  const last = rows[rows.length - 1];
  expect(last.added).toBe(2 * channelColumns);
  expect(last.removed).toBeGreaterThan(0);

  const frames = await output.list("frames");
  expect(frames).toHaveLength(rows.length);
  for (const [k, name] of frames.entries()) {
    const file = (await output.read(`frames/${name}`)) as Uint8Array;
    const types = [...decodeNpz(file, name).type.data].map(Number);
    expect(types.filter((material) => material === 0)).toHaveLength(rows[k].particles);
    expect(Math.max(...types)).toBe(3);
  }
  expect(output.text("solids.csv")).not.toMatch(/left|reserve/);
  const run = JSON.parse(output.text("run.json") ?? "") as Record<string, unknown>;
  expect(run).toMatchObject({ details: { exchange: { added: last.added, removed: last.removed } } });
});

it("runs where nothing opens have no columns for it", async () => {
  const output = await runOf({ setup: { inlets: [], outlets: [] }, run: { duration: 0.01 }, record });
  expect(output.text("fluid.csv")).not.toMatch(/added|removed/);
  expect(output.text("run.json")).not.toMatch(/exchange/);
});
