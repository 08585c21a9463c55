import type { Frame } from "../core/frame.ts";
import { formatNumber, formatRow } from "./formatNumber.ts";
import { lammpsBounds } from "./lammpsBounds.ts";
import { lineChunks } from "./lineChunks.ts";

/**
 * A frame as LAMMPS writes it with `dump custom ... id type x y z vx vy vz ix iy iz`
 * (https://docs.lammps.org/dump.html), piece by piece. Types count from 1; sides that are not periodic are `ff`.
 */
export function* lammpsDumpChunks(frame: Frame): Generator<string> {
  const { box, particles } = frame;
  const sides = box.boundaries.map((boundary) => (boundary === "periodic" ? "pp" : "ff"));
  const bounds = lammpsBounds(box).map(([lower, upper]) => `${formatNumber(lower)} ${formatNumber(upper)}\n`);
  yield (
    `ITEM: TIMESTEP\n${frame.step}\n` +
    `ITEM: NUMBER OF ATOMS\n${particles.count}\n` +
    `ITEM: BOX BOUNDS ${sides.join(" ")}\n${bounds.join("")}` +
    "ITEM: ATOMS id type x y z vx vy vz ix iy iz\n"
  );
  yield* lineChunks(particles.count, (i) => {
    const { position, velocity, image } = particles;
    const vectors = `${formatRow(position, i)} ${formatRow(velocity, i)} ${formatRow(image, i)}`;
    return `${particles.id[i]} ${particles.type[i] + 1} ${vectors}`;
  });
}
