import { describe, expect, test } from "vitest";
import type { Box } from "../../../src/core/box.ts";
import type { Particles } from "../../../src/core/particles.ts";
import { clusterRows, particleRows, type RowLayout } from "../../../src/gpu/rowLayout.ts";
import type { MolecularModel } from "../../../src/solvers/md/model.ts";
import { useDevice, withLimits } from "../../support/device.ts";
import { type Evaluation, evaluateOn } from "../../support/evaluation.ts";
import {
  kobAndersenPair,
  lennardJonesPair,
  makeBox,
  makeFlatBox,
  makeModel,
  randomParticles,
} from "../../support/models.ts";
import { type DirectSum, directSums, travels, worstError } from "../../support/pairSums.ts";

const device = useDevice();

/** Rounding errors allowed of each layout, in units of 2⁻²⁴ · Σ|terms|. */
const tolerance = 32;

/** The state after so many steps along rows of a layout. */
const evaluate = (
  rowLayout: RowLayout,
  model: MolecularModel,
  particles: Particles,
  { steps = 0, context = device() } = {},
): Promise<Evaluation> => evaluateOn({ ...context, rowLayout }, model, particles, steps);

const sumUp = ({ scale, slack }: DirectSum) => {
  const total = (values: Float64Array) => Float64Array.of(values.reduce((sum, one) => sum + one, 0));
  return { scale: total(scale), slack: total(slack) };
};

/** Worst differences of two evaluations of one state, in units of 2⁻²⁴ · Σ|terms|. */
function differences(model: MolecularModel, a: Evaluation, b: Evaluation): Record<string, number> {
  const sums = directSums(model, a.frame.particles);
  const energyOf = ({ frame }: Evaluation) => frame.potentialEnergy as Float64Array;
  const compare = (x: ArrayLike<number>, y: ArrayLike<number>, sum: Pick<DirectSum, "scale" | "slack">) =>
    worstError(x, { ...sum, value: Float64Array.from(y) });
  return {
    force: compare(a.frame.force, b.frame.force, sums.force),
    energy: compare(energyOf(a), energyOf(b), sums.energy),
    totalEnergy: compare([a.totals.potentialEnergy], [b.totals.potentialEnergy], sumUp(sums.energy)),
    virial: compare(a.totals.virialTensor, b.totals.virialTensor, sums.virial),
  };
}

async function bothWays(model: MolecularModel, particles: Particles, clusters: RowLayout = clusterRows) {
  const [a, b] = [particleRows, clusters].map((layout) => evaluate(layout, model, particles));
  return [await a, await b] as const;
}

/** NaN where one of them is. */
const worst = (values: Record<string, number>) => Math.max(...Object.values(values));

function liquid(box: Box, count: number, pair: object = lennardJonesPair, minimumDistance = 0.8) {
  const model = makeModel(box, { pair });
  return { model, particles: randomParticles(model, count, { minimumDistance }) };
}

const cube = (count: number, density: number) => makeBox(Math.max(Math.cbrt(count / density), 5));
const square = (count: number, density: number) => makeFlatBox(Math.max(count / density / 12, 5), 12);

describe("rows of clusters and of particles give the same forces, energies and virial", () => {
  // Up to 2048 particles are moved by one workgroup.
  test.each([2, 7, 8, 9, 63, 65, 257, 1001, 2047, 2053])("of %i particles in a liquid", async (count) => {
    const { model, particles } = liquid(cube(count, 0.7), count);
    expect(worst(differences(model, ...(await bothWays(model, particles))))).toBeLessThan(tolerance);
  });

  test.each([5, 31, 129, 2051])("of %i particles in a flat liquid", async (count) => {
    const { model, particles } = liquid(square(count, 0.7), count);
    expect(worst(differences(model, ...(await bothWays(model, particles))))).toBeLessThan(tolerance);
  });

  test.each<[string, Box, number]>([
    ["a periodic box", makeBox(8.3), 633],
    ["a flat box", makeFlatBox(14, 13), 139],
    ["mixed sides", makeBox([6, 7, 9], ["reflecting", "periodic", "open"]), 299],
    ["a box of exactly two cutoffs", makeBox(5), 107],
    ["a large box", makeBox([900, 6, 6]), 1501],
    ["an empty one", makeBox(90), 203],
  ])("of two types in %s", async (_, box, count) => {
    const { model, particles } = liquid(box, count, kobAndersenPair, 0.75);
    expect(worst(differences(model, ...(await bothWays(model, particles))))).toBeLessThan(tolerance);
  });

  test("in one chunk or in several", async () => {
    const { model, particles } = liquid(makeBox(8.3), 405);
    const context = withLimits(device(), { maxStorageBufferBindingSize: 64 * 4 * 120 });
    const a = await evaluate(clusterRows, model, particles, { context });
    const b = await evaluate(particleRows, model, particles, { context });
    expect(worst(differences(model, a, b))).toBeLessThan(tolerance);
  });
});

describe("the comparison of layouts fails", () => {
  const broken = (from: string, to: string): RowLayout => {
    const visit = clusterRows.visit.replace(from, to);
    expect(visit).not.toBe(clusterRows.visit);
    return { ...clusterRows, visit };
  };

  test.each([
    ["one neighbour of eight is handed on twice", "placedBesideDiagonal(across)", "placedBesideY(across)"],
    [
      "neighbours left over at the end of a row are mixed up",
      "neighbourOf(fetched, k)",
      "neighbourOf(fetched, 0u)",
    ],
    ["neighbours of both clusters are seen by one alone", "if (k >= wholeA)", "if (k >= seenByA)"],
    // In a box so small most clusters have no frame.
    ["particles are looked for across a periodic side", "all(abs(frame.own) <= extent) && ", "", 6],
    ["clusters without a frame have only what is left over", "eachOfBoth.count = ofBoth;", "", 6],
  ])("where %s", async (_, from, to, edge = 9) => {
    const { model, particles } = liquid(makeBox(edge), Math.floor(0.7 * edge ** 3));
    const found = differences(model, ...(await bothWays(model, particles, broken(from, to))));
    for (const name of ["force", "energy", "virial"]) expect(found[name], name).toBeGreaterThan(tolerance);
  });

  test.each([
    [
      "rows lack a neighbour that one particle alone has",
      "nearness(p, r, 15u)",
      "nearness(p, r, 14u)",
      9,
      510,
    ],
    [
      "what is left over of neighbours of both is handed to one cluster alone",
      "list[firstWord + 2u * room - found.z + lane] = j;",
      "",
    ],
    ["one of two parts that are far apart is searched for twice", "isSought = !isSought;", "", 20],
    ["parts that have neighbours in common are searched apart", "> 2.0 * radius", "> 0.0"],
    ["neighbours are looked for across a periodic side", "all(halfEdgeOf(box) <= room) && ", ""],
    [
      "without a frame one cluster alone is looked for",
      "isSecond && candidate.isOne);\n      }",
      "isFirst && candidate.isOne);\n      }",
    ],
  ])("where %s", async (_, from, to, edge = 6, count = 151) => {
    const { model, particles } = liquid(makeBox(edge), count);
    const build = clusterRows.build.replace(from, to);
    expect(build).not.toBe(clusterRows.build);
    const found = differences(model, ...(await bothWays(model, particles, { ...clusterRows, build })));
    expect(found.force).toBeGreaterThan(tolerance);
  });
});

describe("rows of clusters and of particles give the same trajectory for a while", () => {
  test.each<[string, Box, number, object]>([
    ["a liquid", makeBox(8.3), 405, lennardJonesPair],
    ["a flat mixture", makeFlatBox(14, 13), 125, kobAndersenPair],
    ["a mixture of more than 2048", makeBox(15), 2053, kobAndersenPair],
  ])("of %s", async (_, box, count, pair) => {
    const { model, particles } = liquid(box, count, pair, 0.85);
    const steps = 60;
    const [a, b] = [particleRows, clusterRows].map((layout) => evaluate(layout, model, particles, { steps }));
    const [from, to] = [await a, await b];
    const apart = travels(box, from.frame.particles.position, to.frame.particles.position);
    const travelled = travels(box, particles.position, from.frame.particles.position);
    expect(Math.max(...travelled)).toBeGreaterThan(0.3);
    expect(Math.max(...apart)).toBeLessThan(2e-4);
    const { kineticEnergy } = from.totals;
    expect(Math.abs(kineticEnergy - to.totals.kineticEnergy)).toBeLessThan(1e-5 * kineticEnergy);
  });
});
