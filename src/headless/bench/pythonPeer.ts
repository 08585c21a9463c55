import { packageFile } from "../packageFiles.ts";
import { runProgram } from "../runProgram.ts";
import { type Contender, longestPeerSeconds, type Outcome } from "./benchSuite.ts";

/** A script in bench/peers that does the work of a case with some library of Python's. */
export interface PythonPeer {
  readonly program: string;
  /** Its file in bench/peers. */
  readonly script: string;
  /** Modules that it imports. */
  readonly modules: readonly string[];
}

/** Interpreters in the order in which they are asked; distributions install modules for their own, which need not be first on the PATH. */
const interpreters = ["python3", "/usr/bin/python3", "python"];

/** The first interpreter that has the modules; else why there is none. */
export async function findInterpreter(
  modules: readonly string[],
): Promise<{ readonly interpreter: string } | { readonly reason: string }> {
  let anyRuns = false;
  for (const interpreter of interpreters) {
    const ended = await runProgram(interpreter, ["-c", `import ${modules.join(", ")}`], {}, []);
    if (ended?.exitCode === 0) return { interpreter };
    anyRuns ||= ended !== undefined;
  }
  const reason = anyRuns
    ? `no Python here has ${modules.join(" and ")}`
    : `there is no Python (${interpreters.join(", ")})`;
  return { reason };
}

/** @param options of the script, which it gets as `--name value` */
export function pythonContender(
  { program, script, modules }: PythonPeer,
  options: Readonly<Record<string, string | number>>,
): Contender {
  // Importing the modules to see that they are there takes seconds: once for all rounds.
  let search: ReturnType<typeof findInterpreter> | undefined;
  return {
    program,
    async run() {
      const found = await (search ??= findInterpreter(modules));
      if ("reason" in found) return { status: "missing", reason: found.reason };
      const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
      // Nothing of Python's is to be left beside the scripts.
      const command = ["-B", packageFile(`bench/peers/${script}`), ...given];
      const ended = await runProgram(found.interpreter, command, {}, [], longestPeerSeconds);
      return peerOutcome(ended?.exitCode ?? 1, ended?.output ?? "");
    },
  };
}

/** What a script said of itself: its last line is a JSON object (bench/peers/convention.py). */
export function peerOutcome(exitCode: number, output: string): Outcome {
  const last = output.trim().split("\n").at(-1) ?? "";
  if (exitCode !== 0) return { status: "missing", reason: `ended with exit code ${exitCode}: ${last}` };
  let said: { missing?: unknown; seconds?: unknown; results?: Record<string, number>; device?: unknown };
  try {
    said = JSON.parse(last);
  } catch {
    return { status: "missing", reason: `its last line is no JSON: ${last}` };
  }
  if (typeof said.missing === "string") return { status: "missing", reason: said.missing };
  if (typeof said.seconds !== "number" || !(said.seconds > 0) || typeof said.results !== "object") {
    return { status: "missing", reason: `tells no time and results: ${last}` };
  }
  const { seconds, results, device } = said;
  return { status: "measured", seconds, results, ...(typeof device === "string" && { device }) };
}
