import type { LammpsHeader } from "./lammpsDataHeader.ts";
import { nextContent, readLammpsHeader } from "./lammpsDataHeader.ts";
import { LineReader, quote, splitFields } from "./lineReader.ts";
import type { ParticleFile } from "./particleFile.ts";
import { maximumId } from "./particleFile.ts";

/**
 * A LAMMPS data file of atom style atomic in an orthogonal box (https://docs.lammps.org/read_data.html): Masses,
 * Atoms with or without image flags, Velocities; coefficients of pair styles are passed over. Values are
 * taken as they stand, without a change of units. Throws InputError with the line number for anything else.
 */
export function readLammpsData(text: string, path: string): ParticleFile {
  const lines = new LineReader(text, path);
  const header = readLammpsHeader(lines);
  const { atomTypes } = header;
  let atoms: Atoms | undefined;
  let velocity: Float64Array | undefined;
  let masses: number[] | undefined;

  for (let section = header.firstSection; section; section = nextContent(lines)) {
    switch (section.text) {
      case "Masses":
        masses = readMasses(lines, atomTypes);
        break;
      case "Atoms":
        if (section.comment !== "" && section.comment !== "atomic")
          lines.fail("atom style atomic", quote(section.comment));
        atoms = readAtoms(lines, header);
        break;
      case "Velocities":
        velocity = readVelocities(lines, atoms ?? lines.fail("Atoms before Velocities", "none"));
        break;
      case "Pair Coeffs":
        skipLines(lines, section.text, atomTypes);
        break;
      case "PairIJ Coeffs":
        skipLines(lines, section.text, (atomTypes * (atomTypes + 1)) / 2);
        break;
      default:
        lines.fail("a section Masses, Atoms, Velocities, Pair Coeffs or PairIJ Coeffs", quote(section.text));
    }
  }
  if (!atoms) return lines.fail("a section Atoms", "the end of the file");
  const typeNames = Array.from({ length: atomTypes }, (_, type) => String(type + 1));
  const { position, type, image } = atoms;
  const id = Uint32Array.from(atoms.rows.keys());
  return { count: header.atoms, box: header.box, position, velocity, type, typeNames, masses, id, image };
}

interface Atoms {
  /** Row of each id, in the order of the file. */
  readonly rows: ReadonlyMap<number, number>;
  readonly position: Float64Array;
  readonly type: Uint32Array;
  readonly image?: Int32Array;
}

function readAtoms(lines: LineReader, { atoms: count, atomTypes }: LammpsHeader): Atoms {
  const rows = new Map<number, number>();
  const position = new Float64Array(3 * count);
  const type = new Uint32Array(count);
  let image: Int32Array | undefined;
  let width = 0;
  for (let row = 0; row < count; row++) {
    const fields = nextFields(lines, `atom ${row + 1} of ${count}`);
    if (row === 0) {
      width = fields.length;
      if (width === 8) image = new Int32Array(3 * count);
      else if (width !== 5) lines.fail("5 columns (id type x y z) or 8 (ix iy iz)", String(width));
    }
    if (fields.length !== width) lines.fail(`${width} columns as for the first atom`, String(fields.length));
    const id = lines.integer(fields[0], "an atom id", 1, maximumId);
    if (rows.has(id)) lines.fail("an id that no other atom has", String(id));
    rows.set(id, row);
    type[row] = lines.integer(fields[1], "an atom type", 1, atomTypes) - 1;
    lines.reals(fields, 2, "a position", position, row);
    if (image) lines.images(fields, 5, image, row);
  }
  return { rows, position, type, image };
}

function readVelocities(lines: LineReader, { rows }: Atoms): Float64Array {
  const velocity = new Float64Array(3 * rows.size).fill(NaN);
  for (let i = 0; i < rows.size; i++) {
    const fields = nextFields(lines, `velocity ${i + 1} of ${rows.size}`, 4);
    const id = lines.integer(fields[0], "an atom id", 1, maximumId);
    const row = rows.get(id) ?? lines.fail("the id of an atom", String(id));
    if (!Number.isNaN(velocity[3 * row])) lines.fail("one velocity for each atom", `another for ${id}`);
    lines.reals(fields, 1, "a velocity", velocity, row);
  }
  return velocity;
}

function readMasses(lines: LineReader, atomTypes: number): number[] {
  const masses = new Array<number>(atomTypes).fill(NaN);
  for (let i = 0; i < atomTypes; i++) {
    const fields = nextFields(lines, `mass ${i + 1} of ${atomTypes}`, 2);
    const type = lines.integer(fields[0], "an atom type", 1, atomTypes);
    if (!Number.isNaN(masses[type - 1])) lines.fail("one mass for each type", `another for ${type}`);
    const mass = lines.real(fields[1], "a mass");
    masses[type - 1] = mass > 0 ? mass : lines.fail("a mass above 0", quote(fields[1]));
  }
  return masses;
}

function skipLines(lines: LineReader, section: string, count: number): void {
  for (let i = 0; i < count; i++) nextFields(lines, `line ${i + 1} of ${count} of ${section}`);
}

/** The fields of the next line that holds any. */
function nextFields(lines: LineReader, expected: string, width?: number): string[] {
  const fields = splitFields(nextContent(lines)?.text ?? lines.next(expected));
  if (width !== undefined && fields.length !== width)
    lines.fail(`${width} columns for ${expected}`, String(fields.length));
  return fields;
}
