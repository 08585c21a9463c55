import type { Terminal } from "./terminal.ts";

/** What a command gets: where to write, and how to tell its exit code where that is not 0. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly finish: (exitCode: number) => void;
}
