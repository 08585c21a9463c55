import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeNpz } from "../../formats/npz.ts";
import type { BuiltModel } from "../../run/scenario/buildModel.ts";
import type { BenchEnvironment, Contender } from "./benchSuite.ts";
import { lammpsMelt } from "./lammps.ts";
import type { MeltWork } from "./meltWork.ts";
import { pythonContender, type PythonPeer } from "./pythonPeer.ts";

/** Scripts of the melt. */
export const meltScripts: readonly PythonPeer[] = [
  { program: "Numba, all cores", script: "meltNumba.py", modules: ["numba", "numpy"] },
  { program: "Numba on CUDA", script: "meltNumbaCuda.py", modules: ["numba", "numpy"] },
  { program: "CuPy", script: "meltCupy.py", modules: ["cupy", "numpy"] },
  { program: "JAX", script: "meltJax.py", modules: ["jax", "numpy"] },
  { program: "PyTorch", script: "meltTorch.py", modules: ["torch", "numpy"] },
  { program: "NumPy", script: "meltNumpy.py", modules: ["numpy"] },
];

/**
 * On a CPU programs that work array by array take longer for a step with more atoms than all others together. Only their scripts know
 * whether they have a GPU, so they leave themselves out.
 */
const mostAtomsOnCpu = 32_000;

/** Every other program that can melt the crystal: from the same positions and velocities, but LAMMPS, which draws its own. */
export async function meltPeers(
  work: MeltWork,
  built: BuiltModel,
  { folder }: BenchEnvironment,
): Promise<Contender[]> {
  const state = await writeState(join(folder, `melt-${work.particles}.npz`), built);
  const { cutoffRadius } = built.model.pairs;
  const { skin, timeStep } = built.model;
  const options = {
    state,
    steps: work.steps,
    "time-step": timeStep,
    cutoff: cutoffRadius,
    skin,
    cache: folder,
    "most-on-cpu": mostAtomsOnCpu,
  };
  return [
    lammpsMelt(work, 1),
    lammpsMelt(work, 2),
    ...meltScripts.map((peer) => pythonContender(peer, options)),
  ];
}

async function writeState(file: string, { model, particles }: BuiltModel): Promise<string> {
  const shape = [particles.count, 3];
  const bytes = encodeNpz({
    position: { data: particles.position, shape },
    velocity: { data: particles.velocity, shape },
    edges: { data: Float64Array.from(model.box.lengths), shape: [3] },
  });
  await writeFile(file, bytes);
  return file;
}
