import type { Box } from "../core/box.ts";
import type { LineReader } from "./lineReader.ts";
import { quote, splitFields } from "./lineReader.ts";

/** A line that holds something, its comment (after #) set apart. */
export interface LammpsLine {
  readonly text: string;
  readonly comment: string;
}

/** What stands before the sections of a LAMMPS data file. */
export interface LammpsHeader {
  readonly atoms: number;
  readonly atomTypes: number;
  readonly box: Box;
  /** The line that names the first section; absent where the file ends before it. */
  readonly firstSection?: LammpsLine;
}

/** The next line with more than blanks and comments, undefined at the end of the file. */
export function nextContent(lines: LineReader): LammpsLine | undefined {
  while (!lines.atEnd) {
    const [text, ...comment] = lines.next("a line").split("#");
    if (text.trim() !== "") return { text: text.trim(), comment: comment.join("#").trim() };
  }
  return undefined;
}

/**
 * Reads up to the first section. The file does not say how the sides behave: they are taken as periodic.
 * Counts of what atom style atomic does not have (bonds, angles, ...) are passed over: their sections are not.
 */
export function readLammpsHeader(lines: LineReader): LammpsHeader {
  // LAMMPS takes the first line for a title, whatever it holds.
  lines.next("the title line");
  const values = new Map<string, readonly string[]>();
  let line = nextContent(lines);
  while (line && !/^[A-Za-z]/.test(line.text)) {
    const fields = splitFields(line.text);
    const keyword = fields.findIndex((field) => /^[A-Za-z]/.test(field));
    const name = keyword < 0 ? "" : fields.slice(keyword).join(" ");
    refuseTilt(name, fields, lines);
    checkKnown(name, fields.slice(0, keyword), lines);
    values.set(name, fields.slice(0, keyword));
    line = nextContent(lines);
  }
  for (const name of required)
    if (!values.has(name)) lines.fail(`a line "... ${name}" before the first section`, "none");
  const bounds = (axis: string) => values.get(`${axis}lo ${axis}hi`)!.map(Number);
  const [x, y, z] = [bounds("x"), bounds("y"), bounds("z")];
  return {
    atoms: Number(values.get("atoms")![0]),
    atomTypes: Number(values.get("atom types")![0]),
    box: {
      dimensions: 3,
      lower: [x[0], y[0], z[0]],
      lengths: [x[1] - x[0], y[1] - y[0], z[1] - z[0]],
      boundaries: ["periodic", "periodic", "periodic"],
    },
    firstSection: line,
  };
}

const required = ["atoms", "atom types", "xlo xhi", "ylo yhi", "zlo zhi"];

function checkKnown(name: string, values: readonly string[], lines: LineReader): void {
  if (name === "atoms") lines.count(values[0], "the number of atoms");
  if (name === "atom types") lines.count(values[0], "the number of atom types");
  if (!/^[xyz]lo [xyz]hi$/.test(name)) return;
  const [lower, upper] = values.map((value) => lines.real(value, name));
  if (!(upper > lower)) lines.fail(`${name}, the second above the first`, quote(values.join(" ")));
}

function refuseTilt(name: string, fields: readonly string[], lines: LineReader): void {
  const isTilted = name === "xy xz yz" && fields.slice(0, 3).some((tilt) => Number(tilt) !== 0);
  if (isTilted || /^[abc]vec$/.test(name)) lines.fail("an orthogonal box (no tilt)", quote(fields.join(" ")));
}
