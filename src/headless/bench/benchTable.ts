import { formatQuantity, printLine, printTable, type Terminal } from "../terminal.ts";
import type { BenchSuite, CaseResult, Entry } from "./benchSuite.ts";
import { printRoofline } from "./rooflineTable.ts";

/** Prints the cases of a suite: rates, ratios, and of programs that did not take part why; or single passes. */
export function printSuite(
  terminal: Terminal,
  { name, title }: BenchSuite,
  cases: readonly CaseResult[],
): void {
  printLine(terminal.stdout, `\n${name}: ${title}`);
  for (const result of cases) printRoofline(terminal, result);
  const raced = cases.filter(({ passes }) => !passes);
  if (raced.length > 0) printRates(terminal, raced);
  const loads = cases.flatMap((result) => result.loads.map((load) => load.toFixed(1)));
  printLine(terminal.stdout, `processes waiting (mean of a minute) before each round: ${loads.join(", ")}`);
}

function printRates(terminal: Terminal, cases: readonly CaseResult[]): void {
  const head = [
    "case",
    "program",
    "steps/s",
    "particle-steps/s",
    "pair interactions/s",
    "Corpuscle is so many times as fast",
  ];
  printTable(terminal, head, cases.flatMap(rows));
}

function rows(result: CaseResult): string[][] {
  const { name, entries, skipped } = result;
  if (skipped !== undefined) return [[name, "", "", "", "", `left out: ${skipped}`]];
  return entries.map((entry, k) => [k === 0 ? name : "", nameOf(entry), ...cells(entry, result, k === 0)]);
}

function nameOf(entry: Entry): string {
  const device = entry.status === "measured" ? entry.device : undefined;
  return device === undefined ? entry.program : `${entry.program} (${device})`;
}

function cells(entry: Entry, { particles, interactions }: CaseResult, isOwn: boolean): string[] {
  if (entry.status !== "measured") return ["", "", "", `${entry.status}: ${entry.reason}`];
  const { median, ratio } = entry;
  const factor = `${ratio.median.toPrecision(3)} (${ratio.lowest.toPrecision(3)} to ${ratio.highest.toPrecision(3)})`;
  const pairs = interactions === undefined ? "" : formatQuantity((median / particles) * interactions);
  return [formatQuantity(median / particles), formatQuantity(median), pairs, isOwn ? "" : factor];
}
