import { MemoryOutput } from "../../run/memoryOutput.ts";
import type { ColumnUnits, Write } from "../../run/recorders/recorder.ts";
import { LiveTable } from "./liveTable.ts";

/** Called with a table's file name whenever it has new rows. */
export type TableListener = (name: string, table: LiveTable) => void;

/**
 * Takes what a course records while one looks on: tables (`.csv`) become columns of numbers that plots draw, other files
 * are kept as they are. A file that begins with its header again, after a reset, becomes a new table.
 */
export class LiveOutput extends MemoryOutput {
  readonly #tables = new Map<string, LiveTable>();
  readonly #listeners = new Set<TableListener>();
  #units: ColumnUnits = {};

  /** @param cap most rows of a table */
  constructor(private readonly cap = 20_000) {
    super();
  }

  /** File names of the tables, in the order of their first rows. */
  get tableNames(): string[] {
    return [...this.#tables.keys()];
  }

  table(name: string): LiveTable | undefined {
    return this.#tables.get(name);
  }

  /** Unit of a column; empty where it has none or is not known. */
  unit(name: string, column: string): string {
    return this.#units[name]?.[column] ?? "";
  }

  /** @param units of a course, once it is prepared */
  takeUnits(units: ColumnUnits): void {
    this.#units = units;
  }

  /** Headers of a course that goes on from another one: a table that has the same columns goes on too. */
  async takeHeaders(headers: readonly Write[]): Promise<void> {
    const files = new MemoryOutput();
    for (const write of headers) await write(files);
    for (const name of await files.list("")) {
      const text = files.text(name) as string;
      const [first] = text.split("\n");
      if (first !== this.#tables.get(name)?.columnNames.join(",")) await this.append(name, [text]);
    }
  }

  /** A table as CSV, for download; undefined where there is none. */
  csv(name: string): string | undefined {
    return this.#tables.get(name)?.csv();
  }

  /** Returns what ends the listening. */
  onRows(listener: TableListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets all tables. */
  clear(): void {
    this.#tables.clear();
  }

  override async append(name: string, pieces: Iterable<string>): Promise<void> {
    if (!name.endsWith(".csv")) return super.append(name, pieces);
    const lines = [...pieces].join("").split("\n").slice(0, -1);
    for (const line of lines) this.#take(name, line.split(","));
    const table = this.#tables.get(name);
    if (table && lines.length > 0) for (const listener of this.#listeners) listener(name, table);
  }

  #take(name: string, fields: readonly string[]): void {
    // Recorders put the step first, so that a row never begins with a word.
    const isHeader = Number.isNaN(Number(fields[0]));
    if (isHeader) this.#tables.set(name, new LiveTable(fields, this.cap));
    else this.#tables.get(name)?.add(fields.map(Number));
  }
}
