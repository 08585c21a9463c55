import { exitCodes } from "../core/failure.ts";
import { printLine, type TerminalStream } from "./terminal.ts";

/**
 * Runs an action that Ctrl-C stops: the first one aborts the signal, so that the action ends in good order;
 * a second one ends the process at once.
 */
export async function interruptible<T>(
  stderr: TerminalStream,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    printLine(
      stderr,
      "\nInterrupted: finishing the batch and writing a checkpoint. Once more stops at once.",
    );
    controller.abort();
  };
  process.on("SIGINT", interrupt);
  try {
    return await action(controller.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
}
