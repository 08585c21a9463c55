import { expect, test } from "vitest";
import { z } from "zod";
import melt from "../../../scenarios/lennard-jones-melt.json";
import { InputError } from "../../../src/core/failure.ts";
import { unitSystems } from "../../../src/core/units.ts";
import { buildPairTable } from "../../../src/solvers/md/buildPairTable.ts";
import { pairParameters } from "../../../src/solvers/md/pairParameters.ts";
import { pairTerm } from "../../../src/solvers/md/pairTable.ts";
import { pairPotentials } from "../../../src/solvers/md/potentials/index.ts";
import { lennardJones } from "../../../src/solvers/md/potentials/lennardJones.ts";

const A = { epsilon: 1, sigma: 1 };
const B = { epsilon: 0.5, sigma: 0.88 };
const lennardJonesPair = { potential: "lennard-jones", types: { A, B }, cutoffRadius: 2.5 };

function build(pair: object, typeNames = ["A", "B"]) {
  return buildPairTable(pairParameters.parse(pair), typeNames, unitSystems.reduced);
}

/** The problems of a section, as `path: message` lines. */
function problems(pair: object, typeNames?: string[]): string[] {
  try {
    build(pair, typeNames);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

test("the pair part of lennard-jones-melt is a truncated table of one type", () => {
  const table = build(melt.solver.pair, ["A"]);
  expect(table.potential).toBe(lennardJones);
  expect(table.cutoff.name).toBe("truncated");
  expect(table).toMatchObject({ typeCount: 1, cutoffRadius: 2.5, tailCorrection: false });
  expect(table.entries).toHaveLength(1);
  expect(table.entries[0]).toMatchObject({ parameters: A, cutoffRadius: 2.5, switchRadius: 2.5 });
  expect(table.entries[0].energyAtCutoff).toBe(lennardJones.energy(2.5, A));
  expect(table.entries[0].forceAtCutoff).toBe(lennardJones.force(2.5, A));
});

test("Lorentz–Berthelot takes the mean of the sizes and the root of the product of the energies", () => {
  const { parameters } = build(lennardJonesPair).entries[1];
  expect(parameters.sigma).toBeCloseTo(0.94, 15);
  expect(parameters.epsilon).toBeCloseTo(Math.sqrt(0.5), 15);
});

test("geometric mixing takes the root of the product of both", () => {
  const { parameters } = build({ ...lennardJonesPair, mixing: "geometric" }).entries[1];
  expect(parameters.sigma).toBeCloseTo(Math.sqrt(0.88), 15);
  expect(parameters.epsilon).toBeCloseTo(Math.sqrt(0.5), 15);
});

test("the table is symmetric in the types, whichever way round a pair is given", () => {
  const pairs = { "B-A": { epsilon: 1.5, sigma: 0.8 } };
  const { entries } = build({ ...lennardJonesPair, pairs });
  expect(entries[1].parameters).toEqual({ epsilon: 1.5, sigma: 0.8 });
  expect(entries[2]).toBe(entries[1]);
  expect(build({ ...lennardJonesPair, pairs: { "A-B": pairs["B-A"] } })).toEqual(
    build({ ...lennardJonesPair, pairs }),
  );
});

test("types stand in the order of the names, not of the document", () => {
  const { entries } = build(lennardJonesPair, ["B", "A"]);
  expect(entries[0].parameters).toEqual(B);
  expect(entries[3].parameters).toEqual(A);
});

test("each pair of a Kob–Andersen mixture has its own cutoff radius and shift", () => {
  const table = build({
    potential: "lennard-jones",
    types: { A: { ...A, cutoffRadius: 2.5 }, B: { ...B, cutoffRadius: 2.2 } },
    pairs: { "A-B": { epsilon: 1.5, sigma: 0.8, cutoffRadius: 2 } },
    cutoff: "shifted",
  });
  expect(table.entries.map((entry) => entry.cutoffRadius)).toEqual([2.5, 2, 2, 2.2]);
  expect(table.cutoffRadius).toBe(2.5);
  expect(table.entries[1].parameters).toEqual({ epsilon: 1.5, sigma: 0.8 });
  const shift = lennardJones.energy(2.5, A);
  expect(pairTerm(table, 0, 1, 1)[0]).toBeCloseTo(
    lennardJones.energy(1, { epsilon: 1.5, sigma: 0.8 }) - 1.5 * shift,
    14,
  );
  expect(pairTerm(table, 0, 1, 2)).toEqual([0, 0]);
});

test("a cutoff radius of a type goes before the general one and is mixed as a size", () => {
  const types = { A, B: { ...B, cutoffRadius: 2 } };
  const radii = build({ ...lennardJonesPair, types }).entries.map((entry) => entry.cutoffRadius);
  expect(radii).toEqual([2.5, 2.25, 2.25, 2]);
});

test("potentials that end by themselves bring their cutoff radius, mixed pairs too", () => {
  const radii = (pair: object) => build(pair).entries.map((entry) => entry.cutoffRadius);
  const end = 2 ** (1 / 6);
  expect(radii({ potential: "wca", types: { A, B } })).toEqual([end, end * 0.94, end * 0.94, end * 0.88]);
  const types = { A: { amplitude: 4, cutoffRadius: 1 }, B: { amplitude: 1, cutoffRadius: 2 } };
  expect(radii({ potential: "soft", types })).toEqual([1, 1.5, 1.5, 2]);
});

test("a cutoff radius or a tail for a potential that ends by itself is an unknown key", () => {
  const wca = { potential: "wca", types: { A } };
  expect(pairParameters.safeParse({ ...wca, cutoffRadius: 2 }).success).toBe(false);
  expect(pairParameters.safeParse({ ...wca, tailCorrection: true }).success).toBe(false);
  expect(pairParameters.safeParse(wca).success).toBe(true);
});

test("switched passes the switch radius on to every pair", () => {
  const { entries } = build({ ...lennardJonesPair, cutoff: "switched", switchRadius: 2 });
  expect(entries.map((entry) => entry.switchRadius)).toEqual([2, 2, 2, 2]);
});

test("unknown and missing types are both listed, with the nearest name", () => {
  expect(problems({ ...lennardJonesPair, types: { Argn: A } }, ["Argon", "Krypton"])).toEqual([
    'solver.pair.types.Argn: unknown type "Argn"; did you mean "Argon"? Valid: Argon, Krypton',
    "solver.pair.types.Argon: is missing: every type needs its parameters",
    "solver.pair.types.Krypton: is missing: every type needs its parameters",
  ]);
});

test("wrong pair keys are all listed", () => {
  const keys = ["AB", "A-", "A-C", "A-A", "A-B", "B-A"];
  const pairs = Object.fromEntries(keys.map((key) => [key, A]));
  expect(problems({ ...lennardJonesPair, pairs })).toEqual([
    "solver.pair.pairs.AB: must be two type names with a hyphen between, like A-B",
    "solver.pair.pairs.A-: must be two type names with a hyphen between, like A-B",
    'solver.pair.pairs.A-C: unknown type "C"; did you mean "A"? Valid: A, B',
    "solver.pair.pairs.A-A: a type with itself belongs in solver.pair.types.A",
    "solver.pair.pairs.B-A: is the same pair as solver.pair.pairs.A-B: give one of them",
  ]);
});

test("type names may hold hyphens", () => {
  const types = { "C-1": A, O: B };
  const pairs = { "O-C-1": { epsilon: 2, sigma: 1 } };
  expect(build({ ...lennardJonesPair, types, pairs }, ["C-1", "O"]).entries[1].parameters.epsilon).toBe(2);
});

test("a parameter that no rule mixes needs the pair given", () => {
  const types = {
    A: { ...A, repulsiveExponent: 12, attractiveExponent: 6 },
    B: { ...B, repulsiveExponent: 14, attractiveExponent: 6 },
  };
  const pair = { potential: "mie", types, cutoffRadius: 3 };
  expect(problems(pair)).toEqual([
    "solver.pair.pairs.A-B: must be given: no rule mixes the repulsiveExponent of its types (12 and 14)",
  ]);
  expect(problems({ ...pair, pairs: { "A-B": types.A } })).toEqual([]);
});

test("energies of opposite sign are not mixed, two attractions are", () => {
  const yukawa = (a: number, b: number) => ({
    potential: "yukawa",
    types: { A: { amplitude: a, kappa: 1 }, B: { amplitude: b, kappa: 1 } },
    cutoffRadius: 4,
  });
  expect(problems(yukawa(1, -1))).toHaveLength(1);
  expect(build(yukawa(-1, -4)).entries[1].parameters.amplitude).toBe(-2);
});

test("explicit mixing needs every unlike pair given", () => {
  const pair = { ...lennardJonesPair, types: { A, B, C: A }, mixing: "explicit", pairs: { "A-B": A } };
  expect(problems(pair, ["A", "B", "C"])).toEqual([
    'solver.pair.pairs.A-C: must be given: mixing is "explicit"',
    'solver.pair.pairs.B-C: must be given: mixing is "explicit"',
  ]);
});

test("a cutoff radius that nothing gives is asked for", () => {
  const types = { A: { ...A, cutoffRadius: 2.5 }, B };
  expect(problems({ potential: "lennard-jones", types })).toEqual([
    "solver.pair.types.B.cutoffRadius: is needed where solver.pair.cutoffRadius is not given: a length > 0",
  ]);
});

test("the switch must begin inside every cutoff, and belongs to switched alone", () => {
  const switchedPair = { ...lennardJonesPair, cutoff: "switched" };
  expect(problems({ ...switchedPair, switchRadius: 2.5 }, ["A", "B"])[0]).toBe(
    "solver.pair.switchRadius: must lie in (0, 2.5) σ (below the cutoff radius of A-A), got 2.5",
  );
  expect(problems(switchedPair)[0]).toMatch(/^solver\.pair\.switchRadius: is needed/);
  expect(problems({ ...lennardJonesPair, cutoff: "shifted", switchRadius: 2 })[0]).toMatch(
    /^solver\.pair\.switchRadius: belongs to the cutoff "switched" alone, got it with "shifted"$/,
  );
});

test("tail corrections are for the truncated potential alone", () => {
  expect(build({ ...lennardJonesPair, tailCorrection: true }).tailCorrection).toBe(true);
  expect(problems({ ...lennardJonesPair, cutoff: "shifted", tailCorrection: true })[0]).toMatch(
    /^solver\.pair\.tailCorrection: is for the cutoff "truncated" alone/,
  );
});

test("problems of different kinds are listed together", () => {
  const pair = {
    ...lennardJonesPair,
    types: { A, X: B },
    pairs: { AB: A },
    cutoff: "switched",
    tailCorrection: true,
  };
  expect(problems(pair).map((line) => line.split(":")[0])).toEqual([
    "solver.pair.types.X",
    "solver.pair.types.B",
    "solver.pair.pairs.AB",
    "solver.pair.switchRadius",
    "solver.pair.tailCorrection",
  ]);
});

test("each potential's own parameters are validated, every wrong one reported", () => {
  const types = { A: { epsilon: -1, sigma: 0, sgima: 1 } };
  const issues = pairParameters.safeParse({ ...lennardJonesPair, types }).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join("."))).toEqual([
    "types.A.epsilon",
    "types.A.sigma",
    "types.A",
  ]);
});

test("the JSON Schema has one variant for each potential", () => {
  const schema = z.toJSONSchema(pairParameters, { io: "input" }) as unknown as {
    oneOf: { properties: { potential: { const: string } } }[];
  };
  const names = schema.oneOf.map((variant) => variant.properties.potential.const);
  expect(names).toEqual(pairPotentials.map((potential) => potential.name));
});
