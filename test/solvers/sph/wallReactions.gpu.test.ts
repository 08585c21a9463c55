import { describe, expect, test } from "vitest";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { isSolid } from "../../../src/solvers/sph/model.ts";
import { builtFluid, tankDocument } from "../../run/fluidScenarios.ts";
import { useDevice } from "../../support/device.ts";

const device = useDevice();
const never = 1e9;

interface Case {
  readonly name: string;
  /** Of the tank's solver. */
  readonly changes: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  { name: "neighbours by list", changes: { neighbours: "list" } },
  { name: "neighbours by rows", changes: { neighbours: "rows" } },
  {
    name: "divergence-free",
    changes: { scheme: { kind: "divergence-free" }, viscosities: [{ kind: "laminar" }] },
  },
];

/** Forces of the fluid on walls where a run has come to, and the step. */
async function afterBatches(
  { changes }: Case,
  batches: readonly { readonly untilTime: number; readonly maximumSteps: number }[],
) {
  const { built } = await builtFluid(tankDocument, { solver: { ...tankDocument.solver, ...changes } });
  const { model, particles } = built;
  const engine = await GpuFluidEngine.create(device(), model, particles);
  try {
    for (const batch of batches) await engine.advance(batch);
    const { acceleration, particles: moved, step } = await engine.frame();
    const onWalls = acceleration.filter((_, k) => isSolid(model, moved.type[Math.floor(k / 3)]));
    return { step, time: engine.clock.time, onWalls };
  } finally {
    engine.destroy();
  }
}

const steps = (count: number) => ({ untilTime: never, maximumSteps: count });

describe.each(cases)("forces on walls, $name,", (each) => {
  test("are those of the last step of a batch, however long it was", async () => {
    const whole = await afterBatches(each, [steps(40)]);
    const split = await afterBatches(
      each,
      Array.from({ length: 40 }, () => steps(1)),
    );
    expect(whole.step).toBe(40);
    expect(whole.onWalls).toEqual(split.onWalls);
    expect(whole.onWalls.some((force) => force !== 0)).toBe(true);
    const before = await afterBatches(each, [steps(39)]);
    expect(before.onWalls).not.toEqual(whole.onWalls);
  });

  test("are those of the step that reaches a stop before the batch ends", async () => {
    const { time } = await afterBatches(each, [steps(25)]);
    const stopped = await afterBatches(each, [{ untilTime: time, maximumSteps: 60 }]);
    const counted = await afterBatches(each, [steps(stopped.step)]);
    expect(stopped.step).toBeLessThan(60);
    expect(stopped.onWalls).toEqual(counted.onWalls);
  });
});
