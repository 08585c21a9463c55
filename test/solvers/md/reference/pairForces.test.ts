import { describe, expect, it } from "vitest";
import type { Particles } from "../../../../src/core/particles.ts";
import type { MolecularModel } from "../../../../src/solvers/md/model.ts";
import { pairForceMagnitudes } from "../../../../src/solvers/md/reference/pairForceMagnitudes.ts";
import { createPairSums, PairForces, pairForces } from "../../../../src/solvers/md/reference/pairForces.ts";
import {
  kobAndersenPair,
  lennardJonesPair,
  makeBox,
  makeFlatBox,
  makeModel,
  randomParticles,
} from "../../../support/models.ts";
import { bruteForce } from "./bruteForce.ts";

const truncated = { ...lennardJonesPair, cutoff: "truncated" };

/** −dU/dr of 4(r⁻¹² − r⁻⁶). */
const lennardJonesForce = (r: number) => 48 * r ** -13 - 24 * r ** -7;
const lennardJonesEnergy = (r: number) => 4 * (r ** -12 - r ** -6);

function expectBruteForce(model: MolecularModel, { position, type }: Particles): void {
  const actual = pairForces(model, position, type);
  const expected = bruteForce(model, position, type);
  const scale = pairForceMagnitudes(model, position, type);
  // Float64 sums in another order: a few hundred terms of relative error 2⁻⁵³ each.
  const expectClose = (a: ArrayLike<number>, b: ArrayLike<number>, s: ArrayLike<number>) => {
    for (let k = 0; k < b.length; k++) expect(Math.abs(a[k] - b[k])).toBeLessThanOrEqual(1e-13 * s[k]);
  };
  expect(expected.force.some((component) => component !== 0)).toBe(true);
  expectClose(actual.force, expected.force, scale.force);
  expectClose(actual.potentialEnergy, expected.potentialEnergy, scale.potentialEnergy);
  expectClose(actual.virial, expected.virial, scale.virial);
}

describe("pairForces", () => {
  it("two particles across a periodic side pull with −dU/dr", () => {
    const model = makeModel(makeBox(8), { pair: truncated });
    const [x, y, z] = model.box.lower;
    const position = Float64Array.of(x + 0.5, y + 1, z + 1, x + 7.2, y + 1, z + 1);
    const { force, potentialEnergy, virial } = pairForces(model, position, new Uint32Array(2));
    // 1.3 apart, the second to the left of the first.
    expect(lennardJonesForce(1.3)).toBeLessThan(0);
    expect(force[0]).toBeCloseTo(lennardJonesForce(1.3), 12);
    expect(force[3]).toBe(-force[0]);
    expect(Array.from(force.filter((_, k) => k % 3 > 0))).toEqual([0, 0, 0, 0]);
    expect(potentialEnergy[0]).toBeCloseTo(lennardJonesEnergy(1.3) / 2, 12);
    expect(potentialEnergy[1]).toBe(potentialEnergy[0]);
    expect(virial[0]).toBeCloseTo(1.3 * lennardJonesForce(1.3), 12);
    expect(virial.slice(1)).toEqual([0, 0, 0, 0, 0]);
  });

  it("the same two particles do not see each other through reflecting sides", () => {
    const model = makeModel(makeBox(8, "reflecting"), { pair: truncated });
    const [x, y, z] = model.box.lower;
    const position = Float64Array.of(x + 0.5, y + 1, z + 1, x + 7.2, y + 1, z + 1);
    expect(pairForces(model, position, new Uint32Array(2)).force).toEqual(new Float64Array(6));
  });

  it("three particles in a right angle add the forces of their three pairs", () => {
    const model = makeModel(makeBox(10), { pair: truncated });
    const [x, y, z] = model.box.lower.map((lower) => lower + 4);
    const position = Float64Array.of(x, y, z, x + 1.2, y, z, x, y + 1.1, z);
    const { force, virial } = pairForces(model, position, new Uint32Array(3));
    const diagonal = Math.hypot(1.2, 1.1);
    const f = lennardJonesForce(diagonal) / diagonal;
    const expected = [
      -lennardJonesForce(1.2),
      -lennardJonesForce(1.1),
      0,
      lennardJonesForce(1.2) + 1.2 * f,
      -1.1 * f,
      0,
      -1.2 * f,
      lennardJonesForce(1.1) + 1.1 * f,
      0,
    ];
    expected.forEach((component, k) => expect(force[k]).toBeCloseTo(component, 11));
    expect(virial[0]).toBeCloseTo(1.2 * lennardJonesForce(1.2) + 1.2 * 1.2 * f, 11);
    expect(virial[3]).toBeCloseTo(-1.2 * 1.1 * f, 11);
  });

  it.each([
    ["a periodic box", makeBox(9), 400],
    ["a box of two cutoffs", makeBox([5, 5.7, 5.4]), 90],
    ["mixed boundaries", makeBox([9, 6, 8], ["periodic", "reflecting", "open"]), 250],
    ["an open box", makeBox(8, "open"), 250],
    ["a flat box", makeFlatBox(15, 13), 130],
    ["a flat box of two cutoffs", makeFlatBox(5, 5), 15],
    ["a flat reflecting box", makeFlatBox(12, 12, "reflecting"), 100],
  ])("agrees with the sum over all pairs in %s", (_, box, count) => {
    const model = makeModel(box, { pair: truncated });
    expectBruteForce(model, randomParticles(model, count));
  });

  it("agrees with the sum over all pairs for two types with cutoffs of their own", () => {
    const model = makeModel(makeBox(8), { pair: kobAndersenPair });
    expectBruteForce(model, randomParticles(model, 350));
  });

  it("agrees with the sum over all pairs for clusters in a wide box", () => {
    const wide = makeModel(makeBox(300), { pair: truncated });
    const particles = randomParticles(makeModel(makeBox(6), { pair: truncated }), 150);
    const { lower } = wide.box;
    // Half of them around one corner of the box, the others in its middle.
    particles.position.forEach((x, k) => {
      const shifted = x - 3 + (Math.floor(k / 3) % 2 ? 150 : 0);
      particles.position[k] = shifted < lower[k % 3] ? shifted + 300 : shifted;
    });
    expectBruteForce(wide, particles);
  });

  it("forces are the same bit for bit whether sums are asked for or not", () => {
    const model = makeModel(makeBox(8));
    const { position, type } = randomParticles(model, 300);
    const [plain, summed] = [new Float64Array(900), new Float64Array(900)];
    const forces = new PairForces(model, type);
    forces.compute(position, plain);
    forces.compute(position, summed, createPairSums(300));
    expect(summed).toEqual(plain);
  });
});

describe("pairForceMagnitudes", () => {
  it("puts the magnitude of each pair's terms in place of the terms", () => {
    const model = makeModel(makeBox(8), { pair: truncated });
    const [x, y, z] = model.box.lower;
    const position = Float64Array.of(x + 0.5, y + 1, z + 1, x + 7.7, y + 1.6, z + 1);
    const { force, potentialEnergy, virial } = pairForceMagnitudes(model, position, new Uint32Array(2));
    // 1 apart: (0.8, −0.6, 0).
    const { potential, entries } = model.pairs;
    const [energy, strength] = potential.magnitude(1, entries[0].parameters);
    [0.8, 0.6, 0, 0.8, 0.6, 0].forEach((d, k) => expect(force[k]).toBeCloseTo(d * strength, 10));
    potentialEnergy.forEach((u) => expect(u).toBeCloseTo(energy / 2, 10));
    [0.64, 0.36, 0, 0.48, 0, 0].forEach((d, k) => expect(virial[k]).toBeCloseTo(d * strength, 10));
  });
});

describe("the Verlet list", () => {
  const model = makeModel(makeBox(8), { pair: truncated });
  const { position, type } = randomParticles(model, 300);
  const moved = (distance: number) => {
    // Along the diagonal, through the side of the box where it is near.
    const { lower, lengths } = model.box;
    return position.map((x, k) => {
      const shifted = x + (Math.floor(k / 3) % 2 ? 1 : -1) * (distance / Math.sqrt(3));
      return shifted - lengths[k % 3] * Math.floor((shifted - lower[k % 3]) / lengths[k % 3]);
    });
  };
  const compute = (displacement: number) => {
    const forces = new PairForces(model, type);
    const force = new Float64Array(position.length);
    forces.compute(position, force);
    forces.compute(moved(displacement), force);
    return { force, builds: forces.list.builds };
  };

  it("is kept, and misses no pair, until a particle has moved by half the skin", () => {
    const { force, builds } = compute(0.149);
    expect(builds).toBe(1);
    const expected = pairForces(model, moved(0.149), type).force;
    const scale = pairForceMagnitudes(model, moved(0.149), type).force;
    force.forEach((f, k) => expect(Math.abs(f - expected[k])).toBeLessThan(1e-13 * scale[k] + 1e-300));
  });

  it("is built anew once a particle has moved by more than half the skin", () => {
    const { force, builds } = compute(0.151);
    expect(builds).toBe(2);
    const expected = pairForces(model, moved(0.151), type).force;
    const scale = pairForceMagnitudes(model, moved(0.151), type).force;
    force.forEach((f, k) => expect(Math.abs(f - expected[k])).toBeLessThan(1e-13 * scale[k] + 1e-300));
  });
});
