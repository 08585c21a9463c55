import type { Engine } from "../engine.ts";
import { kineticEnergy } from "../../solvers/md/reference/kineticEnergy.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { pairForces } from "../../solvers/md/reference/pairForces.ts";
import { pairScales } from "./pairScales.ts";
import { roundingRow, type VerificationRow } from "./verificationRow.ts";

/** Compares everything that is a function of one configuration: forces, energies, virial, sums. */
export async function verifyConfiguration(model: MolecularModel, engine: Engine): Promise<VerificationRow[]> {
  const { step } = engine;
  const none = { pairHistogramAt: [], displacementAt: [] };
  const { totals } = await engine.advance({ untilStep: step, totalsAt: [step], ...none });
  const [sums] = totals;
  const frame = await engine.frame({ potentialEnergy: true });
  const { particles } = frame;
  const expected = pairForces(model, particles.position, particles.type);
  const scales = pairScales(model, particles);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const kinetic = kineticEnergy(model, particles);
  const momentum = momentumOf(model, particles.velocity, particles.type);
  const at = `at step ${step}`;
  return [
    roundingRow("computePairForce", `force components ${at}`, frame.force, expected.force, scales.force),
    roundingRow(
      "measurePairs",
      `energy of each particle ${at}`,
      frame.potentialEnergy ?? [],
      expected.potentialEnergy,
      scales.potentialEnergy,
    ),
    roundingRow("measurePairs", `virial tensor ${at}`, sums.virialTensor, expected.virial, scales.virial),
    roundingRow(
      "sumTotals",
      `energies and momentum ${at}`,
      [sums.potentialEnergy, sums.kineticEnergy, ...sums.momentum],
      [total(expected.potentialEnergy), kinetic, ...momentum.sum],
      [total(scales.potentialEnergy), kinetic, ...momentum.scale],
    ),
  ];
}

function momentumOf({ types }: MolecularModel, velocity: Float64Array, type: Uint32Array) {
  const sum = [0, 0, 0];
  const scale = [0, 0, 0];
  for (let k = 0; k < velocity.length; k++) {
    const term = types[type[Math.floor(k / 3)]].mass * velocity[k];
    sum[k % 3] += term;
    scale[k % 3] += Math.abs(term);
  }
  return { sum, scale };
}
