import { describe, expect, it } from "vitest";
import { createParticles } from "../../src/core/particles.ts";
import { extendedXyzChunks } from "../../src/formats/extendedXyz.ts";
import { readExtendedXyz } from "../../src/formats/readExtendedXyz.ts";
import { bitsOf, exampleFrame, labelsOf } from "./exampleFrame.ts";

const path = "melt.xyz";
const lattice = 'Lattice="5 0 0 0 6 0 0 0 7"';
const write = (frame = exampleFrame()) => [...extendedXyzChunks(frame)].join("");
const read = (text: string) => readExtendedXyz(text, { path });

describe("extended XYZ", () => {
  it("the comment line follows the conventions of extxyz and OVITO", () => {
    const [count, comment, atom] = write().split("\n");
    expect(count).toBe("3");
    expect(comment).toBe(
      'Lattice="3.25 0 0 0 0.7 0 0 0 10" Origin="-1.5 0 0.3333333333333333" pbc="T F F" ' +
        'boundaries="periodic reflecting open" dimensions=3 ' +
        "Properties=species:S:1:pos:R:3:velo:R:3:id:I:1:image:I:3 Step=5000000000 Time=0.30000000000000004",
    );
    expect(atom.split(" ").slice(0, 4)).toEqual(["Kr", "0.30000000000000004", "0.3333333333333333", "-0"]);
  });

  it("a frame comes back bit for bit", () => {
    const frame = exampleFrame();
    const file = read(write(frame));
    expect(file.box).toEqual(frame.box);
    expect(file.count).toBe(3);
    expect(bitsOf(file.position)).toEqual(bitsOf(frame.particles.position));
    expect(bitsOf(file.velocity)).toEqual(bitsOf(frame.particles.velocity));
    expect(file.id).toEqual(frame.particles.id);
    expect(file.image).toEqual(frame.particles.image);
    expect(labelsOf(file)).toEqual(["Kr", "Ar", "Kr"]);
  });

  it("a two-dimensional box comes back as one", () => {
    const box = { ...exampleFrame().box, dimensions: 2 as const };
    expect(read(write({ ...exampleFrame(), box })).box).toEqual(box);
  });

  it("many particles come in pieces that hold whole lines and join to one frame", () => {
    const particles = createParticles(10_000);
    const chunks = [...extendedXyzChunks({ ...exampleFrame(), particles })];
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(200_000);
    expect(chunks.every((chunk) => chunk.endsWith("\n"))).toBe(true);
    expect(read(chunks.join("")).id).toEqual(particles.id);
  });

  it("any frame of a trajectory is found", () => {
    const second = { ...exampleFrame(), particles: createParticles(2) };
    const text = write() + write(second) + write();
    expect(readExtendedXyz(text, { path, frame: 1 }).count).toBe(2);
    expect(readExtendedXyz(text, { path, frame: 2 }).count).toBe(3);
    expect(() => readExtendedXyz(text, { path, frame: 3 })).toThrow(
      "melt.xyz: line 15: expected the particle count of frame 3 (from 0), found the end of the file",
    );
  });

  it("columns stand wherever Properties says", () => {
    const properties = "Properties=id:I:1:vel:R:3:charge:R:2:pos:R:3:species:S:1";
    const file = read(`1\n${lattice} ${properties}\n9 1 2 3 0 0 4 5 6 Ne\n`);
    expect(file.position).toEqual(Float64Array.of(4, 5, 6));
    expect(file.velocity).toEqual(Float64Array.of(1, 2, 3));
    expect(file.id).toEqual(Uint32Array.of(9));
    expect(labelsOf(file)).toEqual(["Ne"]);
  });

  it("what a file does not hold is absent", () => {
    const file = read(`1\n${lattice} Properties=pos:R:3\n4 5 6\n`);
    expect(file.velocity ?? file.id ?? file.image ?? file.type ?? file.typeNames).toBeUndefined();
  });

  it("a Lattice without pbc is periodic, and pbc F is open", () => {
    expect(read(`1\n${lattice}\nAr 0 0 0\n`).box).toEqual({
      dimensions: 3,
      lower: [0, 0, 0],
      lengths: [5, 6, 7],
      boundaries: ["periodic", "periodic", "periodic"],
    });
    const box = read(`1\npbc=[T, F, 1] ${lattice}\nAr 0 0 0\n`).box;
    expect(box?.boundaries).toEqual(["periodic", "open", "periodic"]);
  });

  it("text in quotes is not taken for a key", () => {
    const file = read(`1\nnote="Lattice=wrong pbc='F F F'" ${lattice} energy = -1\nAr 0 0 0\n`);
    expect(file.box?.lengths).toEqual([5, 6, 7]);
  });

  it("plain XYZ takes the box it is given, and is an error without one", () => {
    const text = "2\r\nwater, more or less\r\nO 0 0 0 0.5\r\nH\t1e-1  2.5 -3\r\n";
    const { box } = exampleFrame();
    const file = readExtendedXyz(text, { path, box });
    expect(file.box).toBe(box);
    expect(file.position).toEqual(Float64Array.of(0, 0, 0, 0.1, 2.5, -3));
    expect(labelsOf(file)).toEqual(["O", "H"]);
    expect(() => read(text)).toThrow('melt.xyz: line 2: expected Lattice="..." in the comment line');
  });

  it("the Lattice of the file goes before the box that is given", () => {
    const file = readExtendedXyz(`1\n${lattice}\nAr 0 0 0\n`, { path, box: exampleFrame().box });
    expect(file.box?.lengths).toEqual([5, 6, 7]);
  });

  const atoms = (lines: string) => `2\n${lattice} Properties=species:S:1:pos:R:3:id:I:1\n${lines}`;
  it.each([
    ["", "line 1: expected the particle count of frame 0 (from 0), found the end of the file"],
    [
      "two\n",
      'line 1: expected the particle count of frame 0 (from 0), an integer in [1, 4294967295], found "two"',
    ],
    ["4000000000\n\n", "line 1: expected the particle count of frame 0 (from 0), no more than the file"],
    [atoms("Ar 0 0 0 1\n"), "line 4: expected particle 2 of 2, found the end of the file"],
    [atoms("Ar 0 0 0 1\nAr 0 0 1\n"), "line 4: expected 5 columns for particle 2 of 2, found 4"],
    [atoms("Ar 0 0 0 1\nAr 0 x 0 2\n"), 'line 4: expected a position, a finite number, found "x"'],
    [atoms("Ar 0 0 0 1\nAr 0 NaN 0 2\n"), 'line 4: expected a position, a finite number, found "NaN"'],
    [atoms("Ar 0 0 0 1\nAr 0 0 0 1\n"), "line 4: expected an id that no other particle has, found 1"],
    [atoms("Ar 0 0 0 0\n"), "line 3: expected an id, an integer in [1, 4294967295]"],
    [
      `1\n${lattice} Properties=species:S\n`,
      'line 2: expected Properties=name:kind:columns:..., found "species:S"',
    ],
    [`1\n${lattice} Properties=species:S:1\n`, "line 2: expected pos:R:3 among the Properties"],
    [`1\n${lattice} Properties=pos:R:2\n`, "line 2: expected 3 columns of pos, found 2"],
    [`1\n${lattice} pbc="T T"\n`, 'line 2: expected a boundary for each of x, y and z, found "T T"'],
    [`1\n${lattice} pbc="T T X"\n`, 'line 2: expected pbc T or F, found "X"'],
    ['1\nLattice="5 0 0 1 6 0 0 0 7"\n', "line 2: expected an orthogonal Lattice"],
    ['1\nLattice="5 0 0 0 6 0 0 0 -7"\n', "line 2: expected a Lattice with edges above 0"],
    ['1\nLattice="5 6 7"\n', 'line 2: expected Lattice with 9 numbers, found "5 6 7"'],
  ])("%j is refused with its line", (text, message) => {
    expect(() => read(text)).toThrow(`melt.xyz: ${message}`);
  });

  it("a type name with white space is refused on writing", () => {
    expect(() => write({ ...exampleFrame(), typeNames: ["Ar", "big one"] })).toThrow('"big one"');
  });
});
