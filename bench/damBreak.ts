/**
 * The dam break in 3D: particle-steps and pair interactions a second, time of each pass, memory. `npm run bench:dam-break`.
 *
 * Arguments: spacing [m] (default 0.027, about 100,000 particles with walls), steps (default 50), `list` or `rows`,
 * support in spacings (default 4).
 */
import type { GpuContext } from "../src/gpu/context.ts";
import { countInteractions } from "../src/headless/bench/countInteractions.ts";
import { buildDamBreak } from "../src/headless/bench/damBreakWork.ts";
import { median } from "../src/headless/bench/statistics.ts";
import { openDawn } from "../src/headless/dawn.ts";
import { GpuFluidEngine } from "../src/run/gpuFluidEngine.ts";
import { WeaklyCompressible } from "../src/solvers/sph/weaklyCompressible.ts";

const [spacing = "0.027", steps = "50", neighbours = "list", support = "4"] = process.argv.slice(2);
const repetitions = 5;

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = () => performance.now() / 1000;

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

const settings = [`solver.neighbours=${neighbours}`];
const size = { spacing: Number(spacing), supportRatio: Number(support), settings };
const { model, particles, derived } = await buildDamBreak(size);
const { fluidSide, wallSide } = countInteractions(model, particles);
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
