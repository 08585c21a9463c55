import type { Frame } from "../../src/core/frame.ts";
import { lammpsDataChunks } from "../../src/formats/lammpsData.ts";
import type { ValidationEnvironment } from "../validationCase.ts";
import type { Interaction } from "./interactions.ts";

/** What LAMMPS computes of a configuration, in reduced units. */
export interface LammpsResult {
  /** (N, 3) row-major, in id order [ε/σ] */
  readonly force: Float64Array;
  /** [ε] */
  readonly potentialEnergy: number;
  /** [ε/σ³] */
  readonly pressure: number;
}

/** Why there is no result. */
export interface LammpsFailure {
  /** The program or its pair style is missing: that is nobody's error. */
  readonly missing: boolean;
  readonly reason: string;
}

/** Evaluates a configuration with `lmp`, `run 0`. */
export async function runLammps(
  environment: ValidationEnvironment,
  { style, commands }: Interaction,
  { box, particles }: Frame,
  masses: readonly number[],
): Promise<LammpsResult | LammpsFailure> {
  const files = {
    "atoms.data": [...lammpsDataChunks({ box, particles, masses })].join(""),
    "in.lammps": inputScript(commands),
  };
  const programArguments = ["-in", "in.lammps", "-log", "none"];
  const result = await environment.runProgram("lmp", programArguments, files, ["forces.dump", "totals.txt"]);
  if (!result) return { missing: true, reason: "skipped: lmp not on PATH" };
  const { "forces.dump": forces, "totals.txt": totals } = result.files;
  if (result.exitCode === 0 && forces && totals) return parseResult(forces, totals);
  const unknownStyle = /(Unrecognized|Unknown) pair style/.test(result.output);
  if (unknownStyle) return { missing: true, reason: `skipped: this lmp has no pair style ${style}` };
  return { missing: false, reason: `lmp failed: ${result.output.trim().split("\n").slice(-3).join(" ")}` };
}

/** 17 digits bring float64 through text unchanged. */
function inputScript(commands: readonly string[]): string {
  return [
    "units lj",
    "atom_style atomic",
    "read_data atoms.data",
    ...commands,
    "thermo_modify norm no",
    "fix 1 all nve",
    "dump 1 all custom 1 forces.dump id fx fy fz",
    "dump_modify 1 sort id format float %.17g",
    "run 0",
    'print "$(pe:%.17g) $(press:%.17g)" file totals.txt',
    "",
  ].join("\n");
}

function parseResult(forces: string, totals: string): LammpsResult {
  const rows = forces.slice(forces.indexOf("ITEM: ATOMS")).trim().split("\n").slice(1);
  const [potentialEnergy, pressure] = totals.trim().split(/\s+/).map(Number);
  return {
    force: Float64Array.from(rows.flatMap((row) => row.trim().split(/\s+/).slice(1).map(Number))),
    potentialEnergy,
    pressure,
  };
}
