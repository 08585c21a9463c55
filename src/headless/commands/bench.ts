import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { InputError } from "../../core/failure.ts";
import { unknownName } from "../../core/unknownName.ts";
import { version } from "../../version.ts";
import type { BenchEnvironment, BenchSuite, SuiteResult } from "../bench/benchSuite.ts";
import { printSuite } from "../bench/benchTable.ts";
import { describeMachine } from "../bench/machine.ts";
import { plotResults } from "../bench/plotResults.ts";
import { adapterSlug, mergeResults, readResults } from "../bench/resultsFile.ts";
import { benchSuites } from "../bench/suites/index.ts";
import type { CommandContext } from "../command.ts";
import { openDawn } from "../dawn.ts";
import { replaceFile } from "../replaceFile.ts";
import { adapterOption, wholeNumber } from "../sharedOptions.ts";
import { printLine, type Terminal } from "../terminal.ts";

interface BenchOptions {
  readonly suite?: readonly string[];
  readonly json?: string;
  readonly rounds: number;
  readonly share: number;
  readonly device?: string;
}

const suiteNames = benchSuites.map(({ name }) => name);

/** `corpuscle bench`: how fast this program is, in turn with others that do the same work. */
export function addBench(program: Command, { terminal }: CommandContext): void {
  const command = program
    .command("bench")
    .description("measure speed beside other programs that do the same work in turn")
    .option("--suite <NAME...>", `what to measure: ${suiteNames.join(", ")} (default: all)`)
    .option("--json <FILE>", "where results go (default: bench/results/ and the adapter's name)")
    .option("--rounds <N>", "how often each program does the work", wholeNumber, 5)
    .option("--share <X>", "share of the usual steps, in (0, 1]: for a quick look", shareOfSteps, 1)
    .addOption(adapterOption())
    .action((options: BenchOptions) => bench(options, terminal));
  command
    .command("plot")
    .description("draw results: the cost of a particle-step against the number of particles")
    .argument("<RESULTS.json>", "a file of results")
    .argument("<PLOT.svg>", "the picture")
    .action(plot);
}

async function plot(file: string, picture: string): Promise<void> {
  const results = await readResults(file);
  if (!results) throw new InputError([{ path: file, message: "there is no such file" }]);
  await replaceFile(picture, plotResults(results));
}

async function bench(options: BenchOptions, terminal: Terminal): Promise<void> {
  const suites = chooseSuites(options.suite ?? suiteNames);
  const context = await openDawn(options.device);
  const folder = await mkdtemp(join(tmpdir(), "corpuscle-bench-"));
  const report = (message: string) => printLine(terminal.stderr, message);
  const { rounds, share } = options;
  const environment: BenchEnvironment = { context, rounds, share, folder, report };
  const { description } = context.adapter;
  const machine = describeMachine();
  const file = options.json ?? join("bench", "results", `${adapterSlug(description)}.json`);
  try {
    printLine(
      terminal.stdout,
      `${description}; ${machine.cores} cores of ${machine.processor}, ${machine.memoryGigabytes} GB; ${machine.system}, Node ${machine.node}`,
    );
    for (const suite of suites) {
      const cases = await suite.run(environment);
      printSuite(terminal, suite, cases);
      const date = new Date().toISOString().slice(0, 10);
      const result: SuiteResult = { date, version, rounds, cases };
      // After each suite: what was measured is there even if a later one is interrupted.
      await mergeResults(file, { adapter: description, machine, suites: { [suite.name]: result } });
    }
    printLine(terminal.stdout, `results in ${file}`);
  } finally {
    context.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

function chooseSuites(names: readonly string[]): readonly BenchSuite[] {
  const unknown = names.filter((name) => !suiteNames.includes(name));
  if (unknown.length > 0) {
    throw new InputError(unknown.map((name) => unknownName("--suite", "suite", name, suiteNames)));
  }
  return benchSuites.filter(({ name }) => names.includes(name));
}

function shareOfSteps(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must lie in (0, 1].");
}
