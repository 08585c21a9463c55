import { describe, expect, it } from "vitest";
import { encodeFrameNpz } from "../../../src/formats/frameNpz.ts";
import { encodeNpz } from "../../../src/formats/npz.ts";
import { build, changed, meltScenario, problemsOf } from "./meltScenario.ts";

const lammpsData = `two atoms

2 atoms
1 atom types
0 8 xlo xhi
-1 7 ylo yhi
0 9 zlo zhi

Atoms # atomic

7 1 1 1 1 0 0 2
3 1 8.5 1 1 0 0 0

Velocities

3 0.5 0 0
7 -0.5 0 1
`;

const extendedXyz = `3
Lattice="8 0 0 0 9 0 0 0 10" Properties=species:S:1:pos:R:3 pbc="T F T"
Ar 1 1 1
Kr 4 4 4
Ar 7 8 9
`;

/** A scenario of particle files, by the names of their parts. */
function fromFiles(setup: object, types: readonly string[] = ["A"], part: object = {}, ...paths: string[]) {
  const { solver } = meltScenario;
  return {
    ...meltScenario,
    setup: {
      units: "reduced",
      particles: paths.map((path) => ({ kind: "file", path, ...part })),
      ...setup,
    },
    solver: {
      ...solver,
      types: Object.fromEntries(types.map((name) => [name, { mass: 1 }])),
      pair: {
        ...solver.pair,
        types: Object.fromEntries(types.map((name) => [name, { epsilon: 1, sigma: 1 }])),
      },
    },
  };
}

describe("a LAMMPS data file", () => {
  const document = fromFiles({ velocities: "fromFile" }, ["1"], {}, "a.data");

  it("gives particles, box, ids and velocities, in the order of the ids", async () => {
    const { model, particles } = await build(document, { "a.data": lammpsData });
    expect(model.box).toMatchObject({ lower: [0, -1, 0], lengths: [8, 8, 9] });
    expect([...particles.id]).toEqual([3, 7]);
    expect([...particles.velocity]).toEqual([0.5, 0, 0, -0.5, 0, 1]);
  });

  it("is wrapped into the box, edges crossed counted on from the file's", async () => {
    const { particles } = await build(document, { "a.data": lammpsData });
    expect([...particles.position]).toEqual([0.5, 1, 1, 1, 1, 1]);
    expect([...particles.image]).toEqual([1, 0, 0, 0, 0, 2]);
  });

  it("may have its labels renamed, also under another extension", async () => {
    const renamed = fromFiles({}, ["A"], { format: "lammps-data", types: { 1: "A" } }, "atoms.txt");
    const { model, particles } = await build(renamed, { "atoms.txt": lammpsData });
    expect(model.types[0].name).toBe("A");
    expect([...particles.type]).toEqual([0, 0]);
  });
});

describe("an extended XYZ file", () => {
  it("gives types by their names, in the scenario's order, and its own boundaries", async () => {
    const { model, particles } = await build(fromFiles({}, ["Kr", "Ar"], {}, "a.xyz"), {
      "a.xyz": extendedXyz,
    });
    expect(model.box).toMatchObject({ lengths: [8, 9, 10], boundaries: ["periodic", "open", "periodic"] });
    expect([...particles.type]).toEqual([1, 0, 1]);
    expect([...particles.id]).toEqual([1, 2, 3]);
  });

  it("goes with others in one box, and ids count through", async () => {
    const second = extendedXyz.replace(/Ar 1 1 1\nKr 4 4 4\nAr 7 8 9/, "Ar 1 5 1\nKr 4 8 4\nAr 7 5 9");
    const document = fromFiles({ box: { lengths: [9, 9, 10] } }, ["Ar", "Kr"], {}, "a.xyz", "b.extxyz");
    const { model, particles } = await build(document, { "a.xyz": extendedXyz, "b.extxyz": second });
    expect(model.box).toMatchObject({
      lengths: [9, 9, 10],
      boundaries: ["periodic", "periodic", "periodic"],
    });
    expect([...particles.id]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...particles.position.slice(9, 12)]).toEqual([1, 5, 1]);
  });
});

it("a frame of one run is a start of the next, digit by digit", async () => {
  const first = await build(changed("setup.particles.0.displacement=0.1"));
  const { model, particles } = first;
  const frame = encodeFrameNpz({
    step: 5,
    time: 0.025,
    box: model.box,
    particles,
    force: new Float64Array(3 * particles.count),
    typeNames: ["A"],
  });
  const second = await build(fromFiles({ velocities: "fromFile" }, ["A"], {}, "frames/0000.npz"), {
    "frames/0000.npz": frame,
  });
  expect(second.particles).toEqual(particles);
  expect(second.model.box).toEqual(model.box);
});

describe("what is refused of particle files", () => {
  const refuse = (document: unknown, content: string) =>
    problemsOf(() => build(document, { "a.xyz": content, "a.data": lammpsData }));

  it.each([
    [
      "every file that cannot be read",
      fromFiles({ box: { lengths: [9, 9, 9] } }, ["A"], {}, "gone.xyz", "lost.npz"),
      [
        "setup.particles.0.path: cannot read gone.xyz: no file gone.xyz",
        "setup.particles.1.path: cannot read lost.npz: no file lost.npz",
      ],
    ],
    [
      "an extension that tells no format",
      fromFiles({}, ["A"], {}, "atoms.pdb"),
      [
        "setup.particles.0.format: is needed: the extension of atoms.pdb is none of .xyz, .extxyz, .data, .lmp, .npz",
      ],
    ],
    [
      "labels that are no types",
      fromFiles({}, ["Ar", "Ne"], {}, "a.xyz"),
      ['setup.particles.0.types.Kr: unknown type "Kr"; did you mean "Ar"? Valid: Ar, Ne'],
    ],
    [
      "new names that are no types",
      fromFiles({}, ["Ar", "Kr"], { types: { Kr: "Krypton" } }, "a.xyz"),
      ['setup.particles.0.types.Kr: unknown type "Krypton"; did you mean "Kr"? Valid: Ar, Kr'],
    ],
    [
      "velocities that are not there",
      fromFiles({ velocities: "fromFile" }, ["Ar", "Kr"], {}, "a.xyz"),
      ['setup.velocities: a.xyz holds none; give a temperature instead of "fromFile"'],
    ],
    [
      "three dimensions in two",
      fromFiles({ dimensions: 2 }, ["Ar", "Kr"], {}, "a.xyz"),
      ["setup.dimensions: is 2, which the particles of a.xyz do not fit"],
    ],
    [
      "particles outside sides that reflect",
      fromFiles(
        { box: { lengths: [8, 6, 10], boundaries: ["periodic", "reflecting", "periodic"] } },
        ["Ar", "Kr"],
        {},
        "a.xyz",
      ),
      [
        "setup.particles: 1 of 3 particles lie outside the box, the first is id 3 at (7.00000, 8.00000, 9.00000) σ",
      ],
    ],
  ])("%s", async (_, document, problems) => {
    expect(await refuse(document, extendedXyz)).toEqual(problems);
  });

  it("a cutoff beyond half the box in the file", async () => {
    const small = extendedXyz.replace("8 0 0", "4 0 0").replace("Ar 7 8 9", "Ar 3 8 9");
    const document = fromFiles({}, ["Ar", "Kr"], {}, "a.xyz");
    expect(await refuse(document, small)).toEqual([
      "solver.pair.cutoffRadius: must lie in (0, 2] σ (half the shortest box edge), got 2.5",
    ]);
  });

  it("a box that is nowhere", async () => {
    const plain = "1\nplain XYZ\nAr 1 1 1\n";
    expect(await refuse(fromFiles({}, ["Ar"], {}, "a.xyz"), plain)).toEqual([
      'a.xyz: line 2: expected Lattice="..." in the comment line, or a box in the set-up, found neither',
    ]);
    const bare = encodeNpz({ position: { data: Float64Array.of(1, 1, 1), shape: [1, 3] } });
    expect(await problemsOf(() => build(fromFiles({}, ["A"], {}, "a.npz"), { "a.npz": bare }))).toEqual([
      "setup.box.lengths: is needed: the file holds no box",
    ]);
    const boxed = fromFiles({ box: { lengths: [6, 6, 6] } }, ["Ar"], {}, "a.xyz");
    expect(await refuse(boxed, plain)).toEqual([]);
  });

  it("particles more than half an edge outside an open side", async () => {
    const document = fromFiles({}, ["Ar", "Kr"], {}, "a.xyz");
    expect(await refuse(document, extendedXyz.replace("7 8 9", "7 13.4 9"))).toEqual([]);
    expect(await refuse(document, extendedXyz.replace("7 8 9", "7 13.6 9"))).toHaveLength(1);
  });
});

it("a flat file serves in two dimensions, its plane moved to z = 0", async () => {
  const flat = extendedXyz.replace("Kr 4 4 4", "Kr 4 4 1").replace("Ar 7 8 9", "Ar 7 8 1");
  const document = fromFiles({ dimensions: 2 }, ["Ar", "Kr"], {}, "a.xyz");
  const { model, particles } = await build(document, { "a.xyz": flat });
  expect(model.box).toMatchObject({ dimensions: 2, lengths: [8, 9, 1], lower: [0, 0, 0] });
  expect([...particles.position]).toEqual([1, 1, 0, 4, 4, 0, 7, 8, 0]);
});
