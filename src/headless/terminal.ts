import Table from "cli-table3";

/** A stream that may be a terminal. */
export type TerminalStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Where commands write: results to stdout, everything about the way there to stderr. */
export interface Terminal {
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
}

export function printLine(stream: TerminalStream, text: string): void {
  stream.write(`${text}\n`);
}

export function printJson(terminal: Terminal, value: unknown): void {
  printLine(terminal.stdout, JSON.stringify(value, undefined, 2));
}

/** Prints rows under a head, in plain text: no colours, so that it reads the same in a log. */
export function printTable(
  terminal: Terminal,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } });
  table.push(...rows.map((row) => [...row]));
  printLine(terminal.stdout, table.toString());
}

/** A count or a rate with three digits and a word: `3.21 million`. */
export function formatQuantity(value: number): string {
  const scale = [
    { factor: 1e9, word: " billion" },
    { factor: 1e6, word: " million" },
    { factor: 1e3, word: " thousand" },
  ].find(({ factor }) => Math.abs(value) >= factor);
  const digits = Number((scale ? value / scale.factor : value).toPrecision(3));
  return `${digits}${scale?.word ?? ""}`;
}

/** A duration in the two units that matter: `5 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "unknown time";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
