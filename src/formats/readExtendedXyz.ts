import type { Box } from "../core/box.ts";
import type { XyzHeader } from "./extendedXyzHeader.ts";
import { readXyzHeader } from "./extendedXyzHeader.ts";
import { LineReader, splitFields } from "./lineReader.ts";
import type { ParticleFile } from "./particleFile.ts";
import { maximumId } from "./particleFile.ts";

/** Columns of an atom line in plain XYZ: species x y z. */
const plainWidth = 4;

export interface ExtendedXyzOptions {
  /** The file's name, for errors. */
  readonly path: string;
  /** Which frame of a trajectory, from 0. */
  readonly frame?: number;
  /** The box of a file that holds none (plain XYZ); a Lattice in the file goes before it. */
  readonly box?: Box;
}

/**
 * One frame of an extended XYZ file, its columns in whatever order Properties gives, or of a plain XYZ file.
 * Types are named by their species and numbered as they first appear. Velocities are taken as they stand,
 * without a change of units. Throws InputError with the line number, also where neither file nor options have a box.
 */
export function readExtendedXyz(text: string, options: ExtendedXyzOptions): ParticleFile {
  const { path, frame = 0 } = options;
  const lines = new LineReader(text, path);
  for (let skipped = 0; skipped < frame; skipped++) {
    const count = readCount(lines, skipped);
    for (let line = 0; line <= count; line++) lines.next(`the rest of frame ${skipped}`);
  }
  const count = readCount(lines, frame);
  const header = readXyzHeader(lines.next("the comment line"), lines);
  const box = header.box ?? options.box;
  if (!box) lines.fail('Lattice="..." in the comment line, or a box in the set-up', "neither");
  return { ...readAtoms(lines, count, header), box };
}

function readCount(lines: LineReader, frame: number): number {
  const name = `the particle count of frame ${frame} (from 0)`;
  return lines.count(lines.next(name).trim(), name);
}

function readAtoms(lines: LineReader, count: number, header: XyzHeader): ParticleFile {
  const at = placeColumns(lines, header);
  const position = new Float64Array(3 * count);
  const velocity = at.velo === undefined ? undefined : new Float64Array(3 * count);
  const image = at.image === undefined ? undefined : new Int32Array(3 * count);
  const type = at.species === undefined ? undefined : new Uint32Array(count);
  const types = new Map<string, number>();
  const ids = new Set<number>();

  for (let i = 0; i < count; i++) {
    const fields = readAtomFields(lines, header, `particle ${i + 1} of ${count}`);
    lines.reals(fields, at.pos, "a position", position, i);
    if (velocity) lines.reals(fields, at.velo!, "a velocity", velocity, i);
    if (image) lines.images(fields, at.image!, image, i);
    if (type) type[i] = numberOf(fields[at.species!], types);
    if (at.id !== undefined) ids.add(readId(lines, fields[at.id], ids));
  }
  const id = at.id === undefined ? undefined : Uint32Array.from(ids);
  return { count, position, velocity, image, id, type, typeNames: type && [...types.keys()] };
}

/** The first field of each property that we read. */
function placeColumns(lines: LineReader, { columns }: XyzHeader) {
  const place = (width: number, ...names: string[]): number | undefined => {
    const name = names.find((n) => columns.has(n));
    const found = name === undefined ? undefined : columns.get(name);
    if (found && found.width !== width) lines.fail(`${width} columns of ${name}`, String(found.width));
    return found?.first;
  };
  // Programs differ in what they call the same property.
  return {
    species: place(1, "species", "symbols", "type"),
    pos: place(3, "pos", "positions") ?? lines.fail("pos:R:3 among the Properties", "none"),
    velo: place(3, "velo", "vel", "velocity", "velocities"),
    id: place(1, "id"),
    image: place(3, "image"),
  };
}

function readAtomFields(lines: LineReader, { width }: XyzHeader, name: string): string[] {
  const fields = splitFields(lines.next(name));
  const isComplete = width === undefined ? fields.length >= plainWidth : fields.length === width;
  if (!isComplete) lines.fail(`${width ?? plainWidth} columns for ${name}`, String(fields.length));
  return fields;
}

/** The number of a name in order of first appearance. */
function numberOf(name: string, numbers: Map<string, number>): number {
  const number = numbers.get(name) ?? numbers.size;
  numbers.set(name, number);
  return number;
}

function readId(lines: LineReader, field: string, earlier: ReadonlySet<number>): number {
  const id = lines.integer(field, "an id", 1, maximumId);
  return earlier.has(id) ? lines.fail("an id that no other particle has", String(id)) : id;
}
