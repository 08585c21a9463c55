import type { Engine } from "../engine.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { countRow, roundingRow, type VerificationRow } from "./verificationRow.ts";

/** Counts may fall into the next bin where rounding decides: this share of all pairs. */
const borderlineShare = 1e-4;

/** Compares pair histogram and displacement sums of two engines, each at its present and nearly the same state. */
export async function verifyObservables(
  model: MolecularModel,
  device: Engine,
  reference: Engine,
): Promise<VerificationRow[]> {
  const sample = ({ step }: Engine) => ({
    untilStep: step,
    totalsAt: [],
    pairHistogramAt: [step],
    displacementAt: [step],
  });
  const [measured, expected] = [
    await device.advance(sample(device)),
    await reference.advance(sample(reference)),
  ];
  const counts = [measured, expected].map(({ pairHistograms }) => pairHistograms[0].counts);
  const pairs = counts[1].reduce((sum, count) => sum + count, 0);
  const misplaced = counts[1].reduce((sum, count, bin) => sum + Math.abs(count - counts[0][bin]), 0) / 2;
  const beyond = Math.max(misplaced - Math.ceil(borderlineShare * pairs), 0);
  const [moved, expectedMoved] = [measured.displacements[0], expected.displacements[0]];
  const { step } = reference;
  const detail = `against step ${expectedMoved.originStep}, ${model.box.dimensions}D`;
  const values = (sampled: typeof moved) => [sampled.meanSquareDisplacement, sampled.velocityAutocorrelation];
  const scale = Math.max(step - expectedMoved.originStep, 1);
  return [
    countRow("countPairs", `of ${pairs} pairs in the wrong bin, beyond those at its edges`, beyond),
    roundingRow(
      "sumDisplacements",
      detail,
      values(moved),
      values(expectedMoved),
      values(expectedMoved).map((v) => scale * Math.abs(v)),
    ),
  ];
}
