import { createEngine } from "../../run/createEngine.ts";
import type { BuiltModel } from "../../run/scenario/buildModel.ts";
import type { BenchEnvironment, CaseResult, Contender } from "./benchSuite.ts";
import { corpuscleMelt } from "./corpuscleMelt.ts";
import { buildMelt, type MeltWork } from "./meltWork.ts";
import { race } from "./race.ts";

type Peers = (work: MeltWork, built: BuiltModel, environment: BenchEnvironment) => Promise<Contender[]>;

/** Lets Corpuscle melt the crystal, in turn with the others; the engine lives as long as the race. */
export async function raceMelt(
  work: MeltWork,
  environment: BenchEnvironment,
  peers: Peers = async () => [],
): Promise<CaseResult> {
  const built = await buildMelt(work);
  const engine = await createEngine(environment.context, built, {});
  try {
    const contenders = [await corpuscleMelt(work, engine), ...(await peers(work, built, environment))];
    return await race(work, contenders, environment.rounds, environment.report);
  } finally {
    engine.destroy();
  }
}

/** How many of the usual steps to take: one at least. */
export function shareOf(steps: number, { share }: Pick<BenchEnvironment, "share">): number {
  return Math.max(1, Math.round(steps * share));
}
