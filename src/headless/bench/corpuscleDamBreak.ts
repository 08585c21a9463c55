import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Particles } from "../../core/particles.ts";
import type { FluidEngine } from "../../run/fluidEngine.ts";
import { type FluidModel, isSolid } from "../../solvers/sph/model.ts";
import type { Contender } from "./benchSuite.ts";
import { type DamBreakWork, never } from "./damBreakWork.ts";
import { timeSteps } from "./timeSteps.ts";

/** Corpuscle with one engine for all rounds, which goes back to the start before each. */
export async function corpuscleDamBreak(work: DamBreakWork, engine: FluidEngine): Promise<Contender> {
  const { built, steps, interactions = NaN } = work;
  const start = await engine.saveState();
  const advance = (count: number) => engine.advance({ untilTime: never, maximumSteps: count });
  return {
    program: `Corpuscle on ${engine.adapter.description}`,
    async run() {
      // Pipelines and the list's room are there after this, as programs that are compiled ahead have theirs.
      await engine.loadState(start);
      await advance(Math.min(2, steps));
      await engine.loadState(start);
      const seconds = await timeSteps(steps, advance);
      const kineticEnergyAtStart = kineticEnergy(built.model, built.particles);
      const end = resultsOf(built.model, await engine.frame(), kineticEnergyAtStart);
      return { status: "measured", seconds, results: { ...end, interactions, ...iterationsOf(engine) } };
    },
  };
}

/** Of schemes that iterate: how often they did in the last step, without which their speed says little. */
function iterationsOf({ diagnostics = [] }: FluidEngine): Record<string, number> {
  return Object.fromEntries(diagnostics.map(({ name, iterations }) => [`iterations: ${name}`, iterations]));
}

/** What two programs are compared by. */
function resultsOf(model: FluidModel, frame: FluidFrame, kineticEnergyAtStart: number) {
  const { particles, density } = frame;
  const { count, type, position } = particles;
  let [errors, fluids, front] = [0, 0, -Infinity];
  for (let i = 0; i < count; i++) {
    if (isSolid(model, type[i])) continue;
    fluids++;
    errors += Math.abs(density[i] / model.fluids[type[i]].referenceDensity - 1);
    front = Math.max(front, position[3 * i]);
  }
  return {
    kineticEnergyAtStart,
    kineticEnergyGained: kineticEnergy(model, particles) - kineticEnergyAtStart,
    densityError: errors / fluids,
    front,
  };
}

/** Of fluids, ½ Σ m v². */
function kineticEnergy(model: FluidModel, { count, type, velocity }: Particles): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    if (isSolid(model, type[i])) continue;
    const [u, v, w] = [velocity[3 * i], velocity[3 * i + 1], velocity[3 * i + 2]];
    sum += 0.5 * model.fluids[type[i]].particleMass * (u * u + v * v + w * w);
  }
  return sum;
}
