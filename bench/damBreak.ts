/**
 * The dam break in 3D: particle-steps and pair interactions a second, time of each pass, memory. `npm run bench:dam-break`.
 *
 * Arguments: spacing [m] (default 0.027, about 100,000 particles with walls), steps (default 50), `list` or `rows`,
 * support in spacings (default 4), `weakly-compressible` or `divergence-free`.
 */
import type { GpuContext } from "../src/gpu/context.ts";
import { PassProfiler } from "../src/gpu/passProfiler.ts";
import { countInteractions } from "../src/headless/bench/countInteractions.ts";
import { buildDamBreak, never } from "../src/headless/bench/damBreakWork.ts";
import { openDawn } from "../src/headless/dawn.ts";
import { GpuFluidEngine } from "../src/run/gpuFluidEngine.ts";

const [spacing = "0.027", steps = "50", neighbours = "list", support = "4", scheme = "weakly-compressible"] =
  process.argv.slice(2);
/** A list is built about every seventh step. */
const profiledSteps = 7;

const print = (line: string) => process.stdout.write(`${line}\n`);
const seconds = () => performance.now() / 1000;

/** What each pass took, of a few more steps. */
async function passTimes(context: GpuContext, engine: GpuFluidEngine): Promise<void> {
  if (!PassProfiler.isSupported(context)) return;
  const profiler = new PassProfiler(context);
  await engine.advance({ untilTime: never, maximumSteps: profiledSteps, profiler });
  for (const { label, milliseconds, dispatches } of await profiler.take()) {
    const each = (milliseconds / profiledSteps).toFixed(1).padStart(8);
    print(`  ${label.padEnd(24)} ${each} ms a step, ${dispatches / profiledSteps} dispatches`);
  }
  profiler.destroy();
}

const divergenceFree = [
  "solver.kernel=cubic-spline",
  'solver.scheme={"kind":"divergence-free"}',
  "solver.viscosities=[]",
];
const settings = [`solver.neighbours=${neighbours}`, ...(scheme === "divergence-free" ? divergenceFree : [])];
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
await engine.advance({ untilTime: never, maximumSteps: 3 });
const begun = seconds();
const count = Number(steps);
for (let done = 0; done < count; done += 5) await engine.advance({ untilTime: never, maximumSteps: 5 });
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
