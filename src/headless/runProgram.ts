import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProgramResult } from "../../validation/validationCase.ts";

/**
 * Runs a program in a temporary folder that holds the files given.
 *
 * @param results names of files to bring back; those that were not written are left out
 * @param longestSeconds after which it is stopped: then that is the last line of its output, and its exit code is 1
 * @returns undefined where there is no such program
 */
export async function runProgram(
  program: string,
  programArguments: readonly string[],
  files: Readonly<Record<string, string>>,
  results: readonly string[],
  longestSeconds = Infinity,
): Promise<ProgramResult | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-"));
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const ended = await endOf(program, programArguments, folder, longestSeconds);
    return ended && { ...ended, files: await filesOf(folder, results) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function endOf(program: string, programArguments: readonly string[], cwd: string, longestSeconds: number) {
  return new Promise<Omit<ProgramResult, "files"> | undefined>((resolve, reject) => {
    const child = spawn(program, programArguments, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const printed: Buffer[] = [];
    const stop = () => {
      printed.push(Buffer.from(`\nit was stopped after ${longestSeconds} s`));
      child.kill("SIGKILL");
    };
    const timer = Number.isFinite(longestSeconds) ? setTimeout(stop, 1000 * longestSeconds) : undefined;
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(chunk));
    child.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? resolve(undefined) : reject(error),
    );
    // A program that a signal ended has no exit code of its own.
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 1, output: Buffer.concat(printed).toString() });
    });
  });
}

async function filesOf(folder: string, names: readonly string[]): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
    if (text !== undefined) found[name] = text;
  }
  return found;
}
