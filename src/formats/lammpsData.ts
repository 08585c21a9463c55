import type { Box } from "../core/box.ts";
import type { Particles } from "../core/particles.ts";
import { formatNumber, formatRow } from "./formatNumber.ts";
import { lammpsBounds } from "./lammpsBounds.ts";
import { lineChunks } from "./lineChunks.ts";

/** What a LAMMPS data file holds. */
export interface LammpsDataSource {
  readonly box: Box;
  readonly particles: Particles;
  /** Of each type, in the unit that LAMMPS is to read [mass]. */
  readonly masses: readonly number[];
}

/**
 * A LAMMPS data file of atom style atomic (https://docs.lammps.org/read_data.html), piece by piece: Masses,
 * Atoms with image flags, Velocities. Types count from 1.
 */
export function* lammpsDataChunks({ box, particles, masses }: LammpsDataSource): Generator<string> {
  const { count, id, position, velocity, image } = particles;
  const bounds = lammpsBounds(box).map((pair, axis) => {
    const name = "xyz"[axis];
    return `${pair.map(formatNumber).join(" ")} ${name}lo ${name}hi\n`;
  });
  yield `LAMMPS data file\n\n${count} atoms\n${masses.length} atom types\n\n${bounds.join("")}`;
  yield `\nMasses\n\n${masses.map((mass, type) => `${type + 1} ${formatNumber(mass)}\n`).join("")}`;
  yield "\nAtoms # atomic\n\n";
  const typed = (i: number) => `${id[i]} ${particles.type[i] + 1}`;
  yield* lineChunks(count, (i) => `${typed(i)} ${formatRow(position, i)} ${formatRow(image, i)}`);
  yield "\nVelocities\n\n";
  yield* lineChunks(count, (i) => `${id[i]} ${formatRow(velocity, i)}`);
}
