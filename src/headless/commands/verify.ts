import type { Command } from "commander";
import { exitCodes } from "../../core/failure.ts";
import type { CommandContext } from "../command.ts";
import { openDawn } from "../dawn.ts";
import { packageFile } from "../packageFiles.ts";
import { buildLocated, readScenario } from "../scenarioFile.ts";
import { adapterOption, jsonOption, setOption, stepsOption } from "../sharedOptions.ts";
import { printJson, printLine, printTable } from "../terminal.ts";

interface VerifyOptions {
  readonly steps: number;
  readonly set?: readonly string[];
  readonly device?: string;
  readonly json?: boolean;
}

/** `corpuscle verify`: every pass of a scenario's solver on the GPU against the float64 reference. */
export function addVerify(program: Command, { terminal, finish }: CommandContext): void {
  program
    .command("verify")
    .description("check every GPU pass of a scenario, then whole steps, against the float64 reference")
    .argument("[SCENARIO.json]", "the scenario (default: the Lennard-Jones melt)")
    .addOption(stepsOption("whole steps to compare").default(10))
    .addOption(setOption())
    .addOption(adapterOption())
    .addOption(jsonOption())
    .action(async (file: string | undefined, { steps, set, device, json }: VerifyOptions) => {
      const scenarioFile = file ?? packageFile("scenarios/lennard-jones-melt.json");
      const built = await buildLocated(await readScenario(scenarioFile, { set }));
      const context = await openDawn(device);
      try {
        const { rows } = await built.verify(context, { steps });
        const passed = rows.every(({ ok }) => ok);
        const adapter = context.adapter.description;
        if (json) printJson(terminal, { status: passed ? "done" : "failed", adapter, rows });
        else {
          printTable(
            terminal,
            ["pass", "worst error", "tolerance", "verdict", ""],
            rows.map(({ pass, worstError, tolerance, ok, detail }) => [
              pass,
              `${Number(worstError.toPrecision(3))}`,
              `${tolerance}`,
              ok ? "passed" : "FAILED",
              detail,
            ]),
          );
          printLine(terminal.stdout, `${passed ? "All passed" : "FAILED"} on ${adapter}.`);
        }
        finish(passed ? exitCodes.done : exitCodes.checkFailed);
      } finally {
        context.destroy();
      }
    });
}
