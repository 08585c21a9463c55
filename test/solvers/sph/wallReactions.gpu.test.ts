import { describe, expect, test } from "vitest";
import { GpuFluidEngine } from "../../../src/run/gpuFluidEngine.ts";
import { isSolid } from "../../../src/solvers/sph/model.ts";
import { builtFluid, tankDocument } from "../../run/fluidScenarios.ts";
import { useDevice } from "../../support/device.ts";

const device = useDevice();
const never = 1e9;

/** Forces of the fluid on walls where a run has come to, and the step. */
async function afterBatches(
  neighbours: "list" | "rows",
  batches: readonly { readonly untilTime: number; readonly maximumSteps: number }[],
) {
  const { built } = await builtFluid(tankDocument, { solver: { ...tankDocument.solver, neighbours } });
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

describe.each(["list", "rows"] as const)("forces on walls, neighbours by %s", (neighbours) => {
  test("are those of the last step of a batch, however long it was", async () => {
    const whole = await afterBatches(neighbours, [steps(40)]);
    const split = await afterBatches(
      neighbours,
      Array.from({ length: 40 }, () => steps(1)),
    );
    expect(whole.step).toBe(40);
    expect(whole.onWalls).toEqual(split.onWalls);
    expect(whole.onWalls.some((force) => force !== 0)).toBe(true);
    const before = await afterBatches(neighbours, [steps(39)]);
    expect(before.onWalls).not.toEqual(whole.onWalls);
  });

  test("are those of the step that reaches a stop before the batch ends", async () => {
    const { time } = await afterBatches(neighbours, [steps(25)]);
    const stopped = await afterBatches(neighbours, [{ untilTime: time, maximumSteps: 60 }]);
    const counted = await afterBatches(neighbours, [steps(stopped.step)]);
    expect(stopped.step).toBeLessThan(60);
    expect(stopped.onWalls).toEqual(counted.onWalls);
  });
});
