import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeNpz } from "../../formats/npz.ts";
import type { BuiltModel } from "../../run/scenario/buildModel.ts";
import type { BenchEnvironment, Contender } from "./benchSuite.ts";
import { lammpsMelt } from "./lammps.ts";
import type { MeltWork } from "./meltWork.ts";
import { pythonContender, type PythonPeer } from "./pythonPeer.ts";

const numpy: PythonPeer = { program: "NumPy", script: "meltNumpy.py", modules: ["numpy"] };

/** Those that are run with every size. */
const peers: readonly PythonPeer[] = [
  { program: "Numba, all cores", script: "meltNumba.py", modules: ["numba", "numpy"] },
  { program: "Numba on CUDA", script: "meltNumbaCuda.py", modules: ["numba", "numpy"] },
];

/** A step of NumPy's with more atoms takes longer than those of all others together. */
const mostNumpyAtoms = 32_000;

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
  };
  return [
    lammpsMelt(work, 1),
    lammpsMelt(work, 2),
    ...peers.map((peer) => pythonContender(peer, options)),
    work.particles <= mostNumpyAtoms ? pythonContender(numpy, options) : tooLarge(numpy),
  ];
}

function tooLarge({ program }: PythonPeer): Contender {
  const reason = `left out beyond ${mostNumpyAtoms} atoms, where a step takes seconds`;
  return { program, run: async () => ({ status: "missing", reason }) };
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
