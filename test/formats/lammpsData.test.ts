import { describe, expect, it } from "vitest";
import { lammpsDataChunks } from "../../src/formats/lammpsData.ts";
import { readLammpsData } from "../../src/formats/readLammpsData.ts";
import { bitsOf, exampleFrame, labelsOf } from "./exampleFrame.ts";

const path = "melt.data";
const masses = [39.948, 1 / 3];
const write = () => [...lammpsDataChunks({ ...exampleFrame(), masses })].join("");
const read = (text: string) => readLammpsData(text, path);

const header = ["a title", "", "2 atoms", "1 atom types", "0 5 xlo xhi", "-3 3 ylo yhi", "1 8 zlo zhi", ""];
const file = (...lines: string[]) => [...header, ...lines].join("\n") + "\n";

describe("LAMMPS data", () => {
  it("the header and the sections stand as LAMMPS reads them", () => {
    const lines = write().split("\n");
    expect(lines.slice(2, 14)).toEqual([
      "3 atoms",
      "2 atom types",
      "",
      "-1.5 1.75 xlo xhi",
      "0 0.7 ylo yhi",
      "0.3333333333333333 10.333333333333334 zlo zhi",
      "",
      "Masses",
      "",
      "1 39.948",
      "2 0.3333333333333333",
      "",
    ]);
    expect(lines.slice(14, 16)).toEqual(["Atoms # atomic", ""]);
    expect(lines[16].split(" ").slice(0, 3)).toEqual(["1", "2", "0.30000000000000004"]);
    expect(lines.slice(19, 22)).toEqual(["", "Velocities", ""]);
  });

  it("particles and masses come back bit for bit, types named by their numbers", () => {
    const { particles } = exampleFrame();
    const back = read(write());
    expect(back.count).toBe(3);
    expect(bitsOf(back.position)).toEqual(bitsOf(particles.position));
    expect(bitsOf(back.velocity)).toEqual(bitsOf(particles.velocity));
    expect(back.id).toEqual(particles.id);
    expect(back.image).toEqual(particles.image);
    expect(back.masses).toEqual(masses);
    expect(labelsOf(back)).toEqual(["2", "1", "2"]);
  });

  it("the box comes back periodic, its edges to the rounding of the upper bound", () => {
    const { box } = read(write());
    expect(box?.lower).toEqual([-1.5, 0, 1 / 3]);
    expect(box?.lengths[0]).toBe(3.25);
    expect(box?.lengths[1]).toBe(0.7);
    expect(Math.abs(box!.lengths[2] - 10)).toBeLessThanOrEqual(2 ** -49);
    expect(box?.boundaries).toEqual(["periodic", "periodic", "periodic"]);
  });

  it("comments, blank lines, other sections' counts and a missing hint do not matter", () => {
    const text = [
      "1000 atoms, says the title, which does not count",
      "# made by hand",
      " 2 atoms # and no more",
      "0 bonds",
      "\t1 atom types\r",
      "0 5 xlo xhi",
      "0 6 ylo yhi",
      "0 7.5e0 zlo zhi",
      "0 0 0.0 xy xz yz",
      "Pair Coeffs # lj/cut",
      "",
      "1 1.0 1.0",
      "",
      "Atoms",
      "",
      "2 1 0.5 1 2 # the second",
      "# between",
      "1 1 3 4 5",
    ].join("\n");
    const back = read(text);
    expect(back.id).toEqual(Uint32Array.of(2, 1));
    expect(back.position).toEqual(Float64Array.of(0.5, 1, 2, 3, 4, 5));
    expect(back.box?.lengths).toEqual([5, 6, 7.5]);
    expect(back.velocity ?? back.image ?? back.masses).toBeUndefined();
  });

  it("velocities find their atoms by id", () => {
    const back = read(
      file("Atoms # atomic", "", "7 1 0 0 0", "3 1 1 1 1", "Velocities", "", "3 1 2 3", "7 4 5 6"),
    );
    expect(back.id).toEqual(Uint32Array.of(7, 3));
    expect(back.velocity).toEqual(Float64Array.of(4, 5, 6, 1, 2, 3));
  });

  const atoms = ["Atoms", "", "1 1 0 0 0", "2 1 1 1 1"];
  it.each([
    [file("Atoms", "", "1 1 0 0 0"), "line 12: expected atom 2 of 2, found the end of the file"],
    [file("Atoms", "", "1 1 0 0 0", "2 1 0 0"), "line 12: expected 5 columns as for the first atom, found 4"],
    [
      file("Atoms", "", "1 1 0.5 0 0 0"),
      "line 11: expected 5 columns (id type x y z) or 8 (ix iy iz), found 6",
    ],
    [file("Atoms", "", "1 1 0 0 0", "2 1 0 y 0"), 'line 12: expected a position, a finite number, found "y"'],
    [file("Atoms", "", "1 1 0 0 0 0 1.5 0"), "line 11: expected an image flag, an integer"],
    [file("Atoms", "", "1 2 0 0 0"), 'line 11: expected an atom type, an integer in [1, 1], found "2"'],
    [file("Atoms", "", "1 1 0 0 0", "1 1 1 1 1"), "line 12: expected an id that no other atom has, found 1"],
    [file("Atoms # full", ""), 'line 9: expected atom style atomic, found "full"'],
    [file(...atoms, "Velocities", "", "1 0 0 0", "3 0 0 0"), "line 16: expected the id of an atom, found 3"],
    [file(...atoms, "Velocities", "", "1 0 0 0", "1 0 0 0"), "line 16: expected one velocity for each atom"],
    [file(...atoms, "Velocities", "", "1 0 0"), "line 15: expected 4 columns for velocity 1 of 2, found 3"],
    [file("Velocities", "", "1 0 0 0"), "line 9: expected Atoms before Velocities, found none"],
    [file("Masses", "", "1 0"), 'line 11: expected a mass above 0, found "0"'],
    [
      file("Masses", "", "1 1", "1 2"),
      'line 12: expected a section Masses, Atoms, Velocities, Pair Coeffs or PairIJ Coeffs, found "1 2"',
    ],
    [
      file("Bonds", "", "1 1 1 2"),
      "line 9: expected a section Masses, Atoms, Velocities, Pair Coeffs or PairIJ",
    ],
    [file(), "line 8: expected a section Atoms, found the end of the file"],
    [
      ["title", "2 atoms", "", "Atoms"].join("\n"),
      'line 4: expected a line "... atom types" before the first section',
    ],
    ["title\n5 5 xlo xhi\n", 'line 2: expected xlo xhi, the second above the first, found "5 5"'],
    ["title\n-1 atoms\n", 'line 2: expected the number of atoms, an integer in [1, 4294967295], found "-1"'],
    ["title\n0 0.5 0 xy xz yz\n", 'line 2: expected an orthogonal box (no tilt), found "0 0.5 0 xy xz yz"'],
    ["title\n1 0 0 avec\n", 'line 2: expected an orthogonal box (no tilt), found "1 0 0 avec"'],
  ])("%j is refused with its line", (text, message) => {
    expect(() => read(text)).toThrow(`melt.data: ${message}`);
  });
});
