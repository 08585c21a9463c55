import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeNpz } from "../../formats/npz.ts";
import type { BuiltFluid } from "../../run/scenario/fluid/buildFluid.ts";
import { densityDiffusionOf } from "../../solvers/sph/densityDiffusions/index.ts";
import type { FluidModel } from "../../solvers/sph/model.ts";
import { viscosityOf } from "../../solvers/sph/viscosities/index.ts";
import type { BenchEnvironment, Contender } from "./benchSuite.ts";
import type { DamBreakWork } from "./damBreakWork.ts";
import { pythonContender } from "./pythonPeer.ts";

const numba = { program: "Numba, all cores", script: "damBreakNumba.py", modules: ["numba", "numpy"] };

/** Every other program that computes the same scheme, from the same particles; none where it is not the weakly compressible one. */
export async function damBreakPeers(
  work: DamBreakWork,
  { folder }: Pick<BenchEnvironment, "folder">,
): Promise<Contender[]> {
  const numbers = numbersOf(work.built.model);
  if (!numbers) return [];
  const file = join(folder, `${work.name.replace(/[^a-z0-9.]+/gi, "-")}.npz`);
  await writeState(file, work.built);
  return [pythonContender(numba, { state: file, steps: work.steps, cache: folder, ...numbers })];
}

/** Options of the script. */
function numbersOf(model: FluidModel): Record<string, number> | undefined {
  const { scheme, equationParameters, fluids, timeStepping } = model;
  if (scheme.kind !== "weakly-compressible" || timeStepping.timeStep === undefined) return undefined;
  const [{ particleMass, referenceDensity, soundSpeed }] = fluids;
  return {
    "time-step": timeStepping.timeStep,
    "smoothing-length": model.smoothingLength,
    support: model.supportRadius,
    skin: model.skin,
    mass: particleMass,
    density: referenceDensity,
    "sound-speed": soundSpeed,
    exponent: equationParameters.exponent,
    diffusion: densityDiffusionOf(scheme.densityDiffusion).coefficient,
    viscosity: viscosityOf(model.viscosities[0]).numbers.coefficient,
    gravity: model.acceleration.constant[2],
  };
}

async function writeState(file: string, { particles }: BuiltFluid): Promise<void> {
  const { count, position, velocity, type, density } = particles;
  const bytes = encodeNpz({
    position: { data: position, shape: [count, 3] },
    velocity: { data: velocity, shape: [count, 3] },
    density: { data: density, shape: [count] },
    type: { data: Int32Array.from(type), shape: [count] },
  });
  await writeFile(file, bytes);
}
