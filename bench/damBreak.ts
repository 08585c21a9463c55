/**
 * The dam break in 3D: particle-steps and pair interactions a second, time of each pass, memory. `npm run bench:dam-break`.
 *
 * Arguments: spacing [m] (default 0.027, about 100,000 particles with walls), steps (default 50), `list` or `rows`.
 */
import { readFileSync } from "node:fs";
import type { GpuContext } from "../src/gpu/context.ts";
import { median } from "../src/headless/bench/statistics.ts";
import { openDawn } from "../src/headless/dawn.ts";
import { fluidFamily } from "../src/run/fluidFamily.ts";
import { GpuFluidEngine } from "../src/run/gpuFluidEngine.ts";
import { buildFluid } from "../src/run/scenario/fluid/buildFluid.ts";
import { parseScenarioOf } from "../src/run/scenario/parseScenario.ts";
import { setPath } from "../src/run/scenario/setPath.ts";
import { PairFinder } from "../src/solvers/sph/reference/neighbours.ts";
import type { FluidParticles } from "../src/solvers/sph/model.ts";
import { WeaklyCompressible } from "../src/solvers/sph/weaklyCompressible.ts";

const [spacing = "0.027", steps = "50", neighbours = "list"] = process.argv.slice(2);
const repetitions = 5;

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = () => performance.now() / 1000;

/** The scenario at another spacing; the obstacle, which must be a whole number of spacings, is left out. */
function damBreakDocument(): unknown {
  const document = JSON.parse(readFileSync("scenarios/dam-break-3d.json", "utf8"));
  document.setup.solids.length = 1;
  return [`setup.spacing=${spacing}`, `solver.neighbours=${JSON.stringify(neighbours)}`].reduce(
    (result: unknown, setting) => setPath(result, setting),
    document,
  );
}

/** Pairs within the support of which one at least is fluid, each counted once for each fluid or wall particle that sums it. */
function interactionsPerStep(model: GpuFluidEngine["solver"]["system"]["model"], particles: FluidParticles) {
  const pairs = new PairFinder(model, particles.count, false).find(particles.position);
  let [fluidSide, wallSide] = [0, 0];
  const isFluid = (i: number) => particles.type[i] < model.fluids.length;
  for (let k = 0; k < pairs.count; k++) {
    const [a, b] = [isFluid(pairs.first[k]), isFluid(pairs.second[k])];
    if (a) fluidSide++;
    if (b) fluidSide++;
    if (a !== b) wallSide++;
  }
  return { fluidSide, wallSide };
}

async function passTimes(context: GpuContext, engine: GpuFluidEngine): Promise<void> {
  const { device } = context;
  if (!(engine.solver instanceof WeaklyCompressible)) return;
  for (const { label, record } of engine.solver.stages) {
    const times: number[] = [];
    for (let k = 0; k < repetitions; k++) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      record(pass);
      pass.end();
      const begun = seconds();
      device.queue.submit([encoder.finish()]);
      await context.settle(device.queue.onSubmittedWorkDone());
      times.push(1000 * (seconds() - begun));
    }
    print(`  ${label.padEnd(24)} ${median(times).toFixed(1)} ms`);
  }
}

const scenario = parseScenarioOf(fluidFamily, damBreakDocument());
const { model, particles, derived } = await buildFluid(scenario, () => Promise.reject(new Error("no files")));
const { fluidSide, wallSide } = interactionsPerStep(model, particles);
const context = await openDawn();
const engine = await GpuFluidEngine.create(context, model, particles);
print(`${context.adapter.description}; ${new Date().toISOString().slice(0, 10)}`);
print(
  `${particles.count} particles, ${derived["wall particles"].value} of them walls; support ${(model.supportRadius / model.spacing).toFixed(2)} spacings, neighbours by ${neighbours}`,
);
print(`${(fluidSide / derived["fluid particles"].value).toFixed(0)} neighbours of a fluid particle`);
print(`${(engine.memoryBytes / particles.count).toFixed(0)} bytes a particle on the device`);
await engine.advance({ untilTime: 1e9, maximumSteps: 3 });
const begun = seconds();
const count = Number(steps);
for (let done = 0; done < count; done += 5) await engine.advance({ untilTime: 1e9, maximumSteps: 5 });
const perStep = (seconds() - begun) / count;
print(
  `${(1000 * perStep).toFixed(0)} ms a step, ${engine.neighbourListBuilds} sorts in ${engine.clock.step} steps`,
);
print(`${(particles.count / perStep / 1e6).toFixed(3)} million particle-steps/s`);
print(
  `${((fluidSide + wallSide) / perStep / 1e6).toFixed(0)} million pair interactions/s (a step's density and force of one pair count once)`,
);
print("passes:");
await passTimes(context, engine);
engine.destroy();
context.destroy();
