import type { Boundary, Box } from "../core/box.ts";
import type { LineReader } from "./lineReader.ts";
import { quote } from "./lineReader.ts";

/** Where a property stands in an atom line. */
export interface XyzColumns {
  readonly first: number;
  readonly width: number;
}

/** What the second line of an extended XYZ frame says. */
export interface XyzHeader {
  readonly box?: Box;
  /** By the property's name in lower case. */
  readonly columns: ReadonlyMap<string, XyzColumns>;
  /** Columns of an atom line; absent in plain XYZ, where any number may follow species x y z. */
  readonly width?: number;
}

const plainColumns = new Map([
  ["species", { first: 0, width: 1 }],
  ["pos", { first: 1, width: 3 }],
]);

/** Reads `key=value` pairs; keys in any case, values bare, in quotes, brackets or braces. */
export function readXyzHeader(line: string, lines: LineReader): XyzHeader {
  const pairs = line.matchAll(
    /([^\s="]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|\[(.*?)\](?=\s|$)|\{([^}]*)\}|(\S+))/g,
  );
  const values = new Map<string, string>();
  for (const [, key, ...forms] of pairs)
    values.set(key.toLowerCase(), forms.find((f) => f !== undefined) ?? "");

  const properties = values.get("properties");
  if (properties === undefined) return { box: readBox(values, lines), columns: plainColumns };
  return { box: readBox(values, lines), ...readProperties(properties, lines) };
}

function readProperties(properties: string, lines: LineReader) {
  const parts = properties.split(":");
  const columns = new Map<string, XyzColumns>();
  let first = 0;
  if (parts.length % 3 !== 0) lines.fail("Properties=name:kind:columns:...", quote(properties));
  for (let i = 0; i < parts.length; i += 3) {
    const width = lines.integer(parts[i + 2], `the columns of property ${parts[i]}`, 1, 1000);
    columns.set(parts[i].toLowerCase(), { first, width });
    first += width;
  }
  return { columns, width: first };
}

function readBox(values: ReadonlyMap<string, string>, lines: LineReader): Box | undefined {
  const lattice = values.get("lattice");
  if (lattice === undefined) return undefined;
  const cell = numbers(lattice, 9, "Lattice", lines);
  const lengths = [cell[0], cell[4], cell[8]] as const;
  if (Math.min(...lengths) <= 0) lines.fail("a Lattice with edges above 0", quote(lattice));
  const skew = cell.filter((_, i) => i % 4 !== 0).map(Math.abs);
  // Programs that compute the cell from angles leave rounding errors where zeros belong.
  if (Math.max(...skew) > 1e-12 * Math.max(...lengths))
    lines.fail("an orthogonal Lattice (a along x, b along y, c along z)", quote(lattice));
  const origin = numbers(values.get("origin") ?? "0 0 0", 3, "Origin", lines);
  return {
    dimensions: lines.integer(values.get("dimensions") ?? "3", "dimensions", 2, 3) === 2 ? 2 : 3,
    lower: [origin[0], origin[1], origin[2]],
    lengths,
    boundaries: readBoundaries(values, lines),
  };
}

function readBoundaries(values: ReadonlyMap<string, string>, lines: LineReader): Box["boundaries"] {
  const words = split(values.get("boundaries") ?? values.get("pbc") ?? "T T T");
  if (words.length !== 3) lines.fail("a boundary for each of x, y and z", quote(words.join(" ")));
  const boundary = (word: string): Boundary => {
    if (/^(t|true|1|periodic)$/i.test(word)) return "periodic";
    if (/^(f|false|0|open)$/i.test(word)) return "open";
    return word === "reflecting" ? word : lines.fail("pbc T or F", quote(word));
  };
  return [boundary(words[0]), boundary(words[1]), boundary(words[2])];
}

function numbers(text: string, count: number, name: string, lines: LineReader): number[] {
  const words = split(text);
  if (words.length !== count) lines.fail(`${name} with ${count} numbers`, quote(text));
  return words.map((word) => lines.real(word, name));
}

function split(text: string): string[] {
  return text.split(/[\s,[\]]+/).filter((word) => word !== "");
}
