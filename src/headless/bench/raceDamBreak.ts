import { createFluidEngine } from "../../run/createFluidEngine.ts";
import type { BenchEnvironment, CaseResult } from "./benchSuite.ts";
import { corpuscleDamBreak } from "./corpuscleDamBreak.ts";
import { damBreakPeers } from "./damBreakPeers.ts";
import type { DamBreakWork } from "./damBreakWork.ts";
import { race } from "./race.ts";

/** Lets Corpuscle break the dam, in turn with the others; the engine lives as long as the race. */
export async function raceDamBreak(work: DamBreakWork, environment: BenchEnvironment): Promise<CaseResult> {
  const { model, particles } = work.built;
  const engine = await createFluidEngine(environment.context, model, particles);
  try {
    const contenders = [await corpuscleDamBreak(work, engine), ...(await damBreakPeers(work, environment))];
    return await race(work, contenders, environment.rounds, environment.report);
  } finally {
    engine.destroy();
  }
}
