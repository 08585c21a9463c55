#!/usr/bin/env node
import { exitCodes } from "../core/failure.ts";
import { runCommandLine } from "./commandLine.ts";

// A reader that has seen enough, as in `corpuscle schema | head`, is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.done);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), process);
