import { formatQuantity, printLine, printTable, type Terminal } from "../terminal.ts";
import type { CaseResult, PassUse } from "./benchSuite.ts";
import type { DeviceLimits } from "./deviceLimits.ts";

/** Prints a case's passes: their time a step, and the share of what the adapter reaches at most. */
export function printRoofline(terminal: Terminal, result: CaseResult): void {
  const { name, limits } = result;
  if (!limits) return;
  const { bytesPerSecond, flopsPerSecond } = limits;
  printLine(
    terminal.stdout,
    `${name}; a copy moves ${formatQuantity(bytesPerSecond)} bytes/s, multiplying and adding reaches ${formatQuantity(flopsPerSecond)} flop/s`,
  );
  const head = ["pass", "ms a step", "bytes/s", "of the copy", "flop/s", "of multiplying and adding"];
  printTable(terminal, head, rooflineRows(result));
}

/** A row for each pass; empty where nothing was measured. */
export function rooflineRows({ limits, passes = [] }: CaseResult): string[][] {
  return limits ? passes.map((pass) => row(pass, limits)) : [];
}

function row({ label, seconds, bytes, flops }: PassUse, limits: DeviceLimits): string[] {
  const shares = ([amount, most]: readonly [number | undefined, number]) =>
    amount
      ? [formatQuantity(amount / seconds), `${Number(((100 * amount) / seconds / most).toPrecision(2))} %`]
      : ["", ""];
  const uses = [[bytes, limits.bytesPerSecond] as const, [flops, limits.flopsPerSecond] as const];
  return [label, (1000 * seconds).toPrecision(3), ...uses.flatMap(shares)];
}
