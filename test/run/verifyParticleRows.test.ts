import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { particleRows } from "../../src/gpu/rowLayout.ts";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { verifyScenario } from "../../src/run/verify.ts";
import { verifyFluid } from "../../src/run/verifyFluid.ts";
import type { FluidModel } from "../../src/solvers/sph/model.ts";
import { schemeOf } from "../solvers/sph/reference/fluidModels.ts";
import { cohesionOf, tensionOf } from "../solvers/sph/surfaceTensionCases.ts";
import { useDevice } from "../support/device.ts";
import { kobAndersenPair, makeBox, makeFlatBox, makeModel, randomParticles } from "../support/models.ts";
import { builtChannel, shakenFluid } from "../support/openChannel.ts";
import { fluidTank } from "./fluidTank.ts";
import { mutatedContext } from "./mutatedContext.ts";

const device = useDevice();
const noFiles = () => Promise.reject(new Error("these scenarios read no files"));

/** What adapters have that are not slow to gather. */
const context = () => ({ ...device(), rowLayout: particleRows });

/** A scenario of scenarios/ with changes of its document. */
async function scenario(name: string, change: (document: Record<string, never>) => void = () => undefined) {
  const document = JSON.parse(readFileSync(`scenarios/${name}.json`, "utf8"));
  change(document);
  return buildScenario(parseScenario(JSON.stringify(document)), noFiles);
}

describe("every pass agrees with the float64 reference where each particle has its row", () => {
  test("in the Lennard-Jones melt", async () => {
    const built = await scenario("lennard-jones-melt", (document) => {
      const { setup } = document as unknown as { setup: { particles: object[] } };
      Object.assign(setup.particles[0], { cells: [6, 6, 7] });
    });
    const { rows } = await built.verify(context(), { steps: 5 });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });

  test.each([
    ["three", makeBox(9)],
    ["two", makeFlatBox(24, 23)],
  ])("in a mixture in %s dimensions", async (_, box) => {
    const model = makeModel(box, { pair: kobAndersenPair });
    const particles = randomParticles(model, box.dimensions === 3 ? 635 : 389, { minimumDistance: 0.8 });
    const { rows } = await verifyScenario(context(), model, particles, { steps: 5 });
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });

  const transport = { advection: { kind: "transport-velocity" } };
  test.each<[string, 2 | 3, Partial<FluidModel>]>([
    ["weakly compressible", 2, { surfaceTension: tensionOf(50) }],
    [
      "weakly compressible",
      3,
      { scheme: schemeOf("weakly-compressible", { advection: { kind: "shifting" } }) },
    ],
    ["entropically damped", 2, { scheme: schemeOf("entropically-damped", transport) }],
    ["divergence-free", 2, { scheme: schemeOf("divergence-free") }],
    ["divergence-free", 3, { scheme: schemeOf("divergence-free") }],
    ["position-based", 2, { scheme: schemeOf("position-based"), surfaceTension: cohesionOf(0.5) }],
  ])("in a tank of fluid, %s, in %i dimensions", async (_what, dimensions, changes) => {
    const { model, particles } = fluidTank(dimensions, changes);
    const { rows } = await verifyFluid(context(), model, particles, { steps: 3 });
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });

  test("while fluid comes in and leaves", async () => {
    const { model, particles } = await builtChannel({ setup: shakenFluid });
    const { rows } = await verifyFluid(context(), model, particles, { steps: 8 });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe("where each particle has its row verification fails", () => {
  test("for a list radius 0.2 % too small", async () => {
    const [from, to] = ["< radius * radius", "< 0.998 * radius * radius"];
    const broken = mutatedContext(context(), from, to);
    const { model, particles } = fluidTank(2, {}, 0.1);
    const { rows } = await verifyFluid(broken.context, model, particles, { steps: 2 });
    expect(broken.changes()).toBeGreaterThan(0);
    expect(rows.filter(({ ok }) => !ok).map((row) => row.pass)).toContain("buildNeighbourList");
  });

  test("for a neighbour of four that is left out", async () => {
    const broken = mutatedContext(context(), "addSeen(own, d, sums);", "");
    const model = makeModel(makeBox(7));
    const { rows } = await verifyScenario(broken.context, model, randomParticles(model, 251), { steps: 2 });
    expect(broken.changes()).toBeGreaterThan(0);
    const failed = rows.filter(({ ok }) => !ok).map((row) => row.pass);
    expect(failed).toEqual(expect.arrayContaining(["computePairForce", "measurePairs"]));
  });
});
