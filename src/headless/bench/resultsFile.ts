import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "../../core/failure.ts";
import { replaceFile } from "../replaceFile.ts";
import type { SuiteResult } from "./benchSuite.ts";
import type { describeMachine } from "./machine.ts";

/** What a file of results holds: the last result of each suite on one adapter. */
export interface BenchResults {
  readonly adapter: string;
  readonly machine: ReturnType<typeof describeMachine>;
  readonly suites: Readonly<Record<string, SuiteResult>>;
}

/** The name of an adapter as that of a file. */
export function adapterSlug(adapter: string): string {
  return adapter
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * Puts results into a file; suites that it holds already and that were not run again stay.
 *
 * @throws InputError where the file holds something else, or results of another adapter
 */
export async function mergeResults(file: string, results: BenchResults): Promise<BenchResults> {
  const before = await readResults(file);
  if (before && before.adapter !== results.adapter) {
    const message = `holds results of ${before.adapter}, these are of ${results.adapter}: give another file`;
    throw new InputError([{ path: file, message }]);
  }
  const merged = { ...results, suites: { ...before?.suites, ...results.suites } };
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, `${JSON.stringify(merged, undefined, 2)}\n`);
  return merged;
}

/**
 * Results from a file; undefined where there is none.
 *
 * @throws InputError where it holds something else
 */
export async function readResults(file: string): Promise<BenchResults | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const found = JSON.parse(text) as Partial<BenchResults>;
    if (typeof found.adapter === "string" && typeof found.suites === "object") return found as BenchResults;
  } catch (error) {
    throw new InputError([{ path: file, message: `is no JSON: ${(error as Error).message}` }]);
  }
  throw new InputError([{ path: file, message: "holds no results of bench" }]);
}
