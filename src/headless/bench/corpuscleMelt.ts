import type { Engine } from "../../run/engine.ts";
import type { Contender } from "./benchSuite.ts";
import type { MeltWork } from "./meltWork.ts";
import { timeSteps } from "./timeSteps.ts";

/** Corpuscle with one engine for all rounds, which goes back to the start of the melt before each. */
export async function corpuscleMelt(work: MeltWork, engine: Engine): Promise<Contender> {
  const start = await engine.saveState();
  return {
    program: `Corpuscle on ${engine.adapter.description}`,
    async run() {
      // Pipelines and the list's room are there after this, as programs that are compiled ahead have theirs.
      await engine.loadState(start);
      await engine.advance(plain(Math.min(2, work.steps)));
      await engine.loadState(start);
      const energyAtStart = (await energies(engine)).total;
      const seconds = await timeSteps(work.steps, (steps) => engine.advance(plain(engine.step + steps)));
      const { total, potential } = await energies(engine);
      const results = { energyAtStart, energyAtEnd: total, potentialEnergyAtEnd: potential };
      return { status: "measured", seconds, results };
    },
  };
}

/** Per atom. */
async function energies(engine: Engine) {
  const { totals } = await engine.advance({ ...plain(engine.step), totalsAt: [engine.step] });
  const [{ kineticEnergy, potentialEnergy }] = totals;
  const count = engine.particleCount;
  return { potential: potentialEnergy / count, total: (kineticEnergy + potentialEnergy) / count };
}

function plain(untilStep: number) {
  return { untilStep, totalsAt: [], pairHistogramAt: [], displacementAt: [] };
}
