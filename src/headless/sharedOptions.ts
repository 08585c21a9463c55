import { InvalidArgumentError, Option } from "commander";

/** Where a run computes. */
export function deviceOption(): Option {
  return new Option(
    "--device <NAME>",
    "auto (the best adapter, else the float64 reference), cpu (the reference), or part of an adapter's name",
  );
}

/** Where a check of the GPU computes: the reference is no choice there. */
export function adapterOption(): Option {
  return new Option("--device <NAME>", "auto (the best adapter) or part of an adapter's name").argParser(
    (name) => (name === "auto" ? undefined : name),
  );
}

/** `--set`, which may be given several times. */
export function setOption(): Option {
  return new Option(
    "--set <path=value>",
    "set one value of the scenario, e.g. run.timeStep=0.002; repeatable",
  ).argParser((assignment: string, before: readonly string[] = []) => [...before, assignment]);
}

export function stepsOption(description: string): Option {
  return new Option("--steps <N>", description).argParser(wholeNumber);
}

/** @throws InvalidArgumentError where the text is anything else */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number, 1 or more.");
}

export function jsonOption(): Option {
  return new Option("--json", "print one JSON object instead of tables, also on failure");
}

export function quietOption(): Option {
  return new Option("--quiet", "print nothing but problems");
}
