/**
 * The Lennard-Jones melt (LAMMPS' bench/in.lj: 32,000 atoms, 100 steps) on Corpuscle and, where `lmp` and `mpirun` are on
 * the PATH, on LAMMPS with two MPI ranks, in turn; prints every pair of runs and the median of the ratios.
 * Both count the time loop alone. Corpuscle's scenario samples totals and displacements every ten steps, LAMMPS totals
 * every hundred.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const scenario = "scenarios/lennard-jones-melt.json";
const rounds = 7;
const steps = 100;
const atoms = 32000;

const input = `units lj
atom_style atomic
lattice fcc 0.8442
region box block 0 20 0 20 0 20
create_box 1 box
create_atoms 1 box
mass 1 1.0
velocity all create 1.44 87287 loop geom
pair_style lj/cut 2.5
pair_coeff 1 1 1.0 1.0 2.5
neighbor 0.3 bin
neigh_modify delay 0 every 20 check no
fix 1 all nve
thermo ${steps}
run ${steps}
`;

const folder = mkdtempSync(join(tmpdir(), "corpuscle-bench-"));
const script = join(folder, "in.lj");
writeFileSync(script, input);

/** @returns {{ rate: number, adapter: string }} */
function runCorpuscle() {
  const out = join(folder, "out");
  const json = execFileSync(
    process.execPath,
    ["dist/corpuscle.js", "run", scenario, "--out", out, "--json"],
    {
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    },
  );
  const { particleStepsPerSecond, adapter } = JSON.parse(json);
  return { rate: particleStepsPerSecond, adapter };
}

/** @returns {number | undefined} atom-steps per second */
function runLammps() {
  const options = [
    "--allow-run-as-root",
    "--oversubscribe",
    "-np",
    "2",
    "lmp",
    "-sf",
    "opt",
    "-in",
    script,
    "-log",
    "none",
  ];
  const { stdout, status } = spawnSync("mpirun", options, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const seconds = /Loop time of ([\d.]+)/.exec(stdout)?.[1];
  return seconds === undefined ? undefined : (atoms * steps) / Number(seconds);
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
/** @param {number} rate */
const millions = (rate) => (rate / 1e6).toFixed(2);

const ratios = [];
const rates = [];
for (let round = 0; round < rounds; round++) {
  const { rate, adapter } = runCorpuscle();
  const peer = runLammps();
  rates.push(rate);
  if (peer === undefined) {
    console.log(`${adapter}: ${millions(rate)} million atom-steps/s; LAMMPS is missing`);
    continue;
  }
  ratios.push(rate / peer);
  console.log(
    `${adapter}: ${millions(rate)}, LAMMPS ${millions(peer)} million atom-steps/s, ratio ${(rate / peer).toFixed(2)}`,
  );
}
console.log(`median ${millions(median(rates))} million atom-steps/s`);
if (ratios.length > 0) console.log(`median ratio to LAMMPS -sf opt on 2 ranks: ${median(ratios).toFixed(2)}`);
rmSync(folder, { recursive: true });
