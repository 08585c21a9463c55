import { runProgram } from "../runProgram.ts";
import { type Contender, longestPeerSeconds, type Outcome } from "./benchSuite.ts";
import type { MeltWork } from "./meltWork.ts";

/** LAMMPS' bench/in.lj with the size and the number of steps of a case; thermodynamic output at the start and the end alone. */
function meltInput({ cells, steps }: MeltWork): string {
  return `units lj
atom_style atomic
lattice fcc 0.8442
region box block 0 ${cells} 0 ${cells} 0 ${cells}
create_box 1 box
create_atoms 1 box
mass 1 1.0
velocity all create 1.44 87287 loop geom
pair_style lj/cut 2.5
pair_coeff 1 1 1.0 1.0 2.5
neighbor 0.3 bin
neigh_modify delay 0 every 20 check no
fix 1 all nve
thermo_style custom step pe etotal
thermo ${steps}
run ${steps}
`;
}

/** LAMMPS on so many MPI ranks, with its OPT package. */
export function lammpsMelt(work: MeltWork, ranks: number): Contender {
  const lammps = ["lmp", "-sf", "opt", "-in", "in.lj", "-log", "none"];
  return {
    program: `LAMMPS -sf opt, ${ranks === 1 ? "1 rank" : `${ranks} ranks`}`,
    async run() {
      const files = { "in.lj": meltInput(work) };
      const [program, ...rest] = ranks === 1 ? lammps : [...(await launcher(ranks)), ...lammps];
      const ended = await runProgram(program, rest, files, [], longestPeerSeconds);
      if (!ended) return { status: "missing", reason: `there is no ${program} on the PATH` };
      if (ended.exitCode !== 0) {
        const last = ended.output.trim().split("\n").at(-1) ?? "";
        return { status: "missing", reason: `${program} ended with exit code ${ended.exitCode}: ${last}` };
      }
      return parseLammps(ended.output);
    },
  };
}

/** Open MPI alone wants to be told that it may run as root and on fewer cores than ranks; others refuse the words. */
async function launcher(ranks: number): Promise<string[]> {
  const version = await runProgram("mpirun", ["--version"], {}, []);
  const isOpenMpi = /open mpi/i.test(version?.output ?? "");
  return ["mpirun", ...(isOpenMpi ? ["--allow-run-as-root", "--oversubscribe"] : []), "-np", `${ranks}`];
}

/** What LAMMPS printed: `Loop time`, and the energies per atom in the first and the last row of `Step PotEng TotEng`. */
export function parseLammps(output: string): Outcome {
  const seconds = Number(/^Loop time of ([\d.eE+-]+)/m.exec(output)?.[1]);
  const [, table] = /^\s*Step\s+PotEng\s+TotEng\s*\n([\s\S]*?)^Loop time/m.exec(output) ?? [];
  const rows = table
    ?.trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 3 && row.every(Number.isFinite));
  if (!(seconds > 0) || !rows || rows.length < 2) {
    return { status: "missing", reason: "LAMMPS printed no loop time and energies that could be read" };
  }
  const [first, last] = [rows[0], rows[rows.length - 1]];
  return {
    status: "measured",
    seconds,
    results: { energyAtStart: first[2], energyAtEnd: last[2], potentialEnergyAtEnd: last[1] },
  };
}
