import { describe, expect, it } from "vitest";
import { lammpsDumpChunks } from "../../src/formats/lammpsDump.ts";
import { bitsOf, exampleFrame } from "./exampleFrame.ts";

const write = (frame = exampleFrame()) => [...lammpsDumpChunks(frame)].join("");

describe("LAMMPS dump", () => {
  it("the items stand as LAMMPS writes them", () => {
    expect(write().split("\n").slice(0, 9)).toEqual([
      "ITEM: TIMESTEP",
      "5000000000",
      "ITEM: NUMBER OF ATOMS",
      "3",
      "ITEM: BOX BOUNDS pp ff ff",
      "-1.5 1.75",
      "0 0.7",
      "0.3333333333333333 10.333333333333334",
      "ITEM: ATOMS id type x y z vx vy vz ix iy iz",
    ]);
  });

  it("ids, types from 1, positions, velocities and images come back bit for bit", () => {
    const { particles } = exampleFrame();
    const lines = write().trimEnd().split("\n").slice(9);
    const rows = lines.map((line) => line.split(" ").map(Number));
    const columns = (first: number, last: number) => rows.flatMap((row) => row.slice(first, last));
    expect(columns(0, 1)).toEqual([...particles.id]);
    expect(columns(1, 2)).toEqual([2, 1, 2]);
    expect(bitsOf(Float64Array.from(columns(2, 5)))).toEqual(bitsOf(particles.position));
    expect(bitsOf(Float64Array.from(columns(5, 8)))).toEqual(bitsOf(particles.velocity));
    expect(columns(8, 11)).toEqual([...particles.image]);
  });

  it("the plane of a two-dimensional box lies between its z bounds", () => {
    const box = { ...exampleFrame().box, dimensions: 2 as const, lower: [0, 0, 0] as const };
    expect(write({ ...exampleFrame(), box }).split("\n")[7]).toBe("-0.5 0.5");
  });
});
