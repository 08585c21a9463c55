import type { Output } from "../run/output.ts";
import type { RunSummary } from "../run/simulationOptions.ts";
import { formatQuantity, printLine, printTable, type Terminal } from "./terminal.ts";

/** Prints what came of a run, and where it lies. */
export async function printRunSummary(
  terminal: Terminal,
  summary: RunSummary,
  output: Output,
): Promise<void> {
  const { steps, time, particles, wallSeconds, particleStepsPerSecond, adapter, results, notices } = summary;
  const rows = [
    ["steps", `${steps}`],
    ["simulated time", inUnits(time)],
    ["particles", `${particles}`],
    ["wall time of the loop", `${wallSeconds.toPrecision(3)} s`],
    ["particle-steps/s", formatQuantity(particleStepsPerSecond)],
    ...Object.entries(results).map(([name, result]) => [inWords(name), inUnits(result)]),
    ["adapter", adapter],
    [`in ${output.description}`, (await output.list("")).join("\n")],
  ];
  printTable(terminal, [summary.status === "done" ? "done" : "interrupted", ""], rows);
  for (const notice of notices) printLine(terminal.stdout, notice);
}

function inUnits({ value, unit }: { readonly value: number; readonly unit: string }): string {
  return `${Number(value.toPrecision(6))} ${unit}`.trim();
}

/** `meanSquareDisplacement` as `mean square displacement`; people keep their capitals. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.replace(/ einstein$/, " (Einstein)").replace(/ green kubo$/, " (Green–Kubo)");
}
