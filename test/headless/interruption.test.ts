import { afterEach, describe, expect, it, vi } from "vitest";
import { interruptible } from "../../src/headless/interruption.ts";
import { CapturedStream } from "./capturedTerminal.ts";

/** Ctrl-C, without a signal that would reach the test runner as well. */
function pressControlC(): void {
  process.listeners("SIGINT").at(-1)!("SIGINT");
}

describe("Ctrl-C", () => {
  afterEach(() => vi.restoreAllMocks());

  it("asks the action to stop the first time and ends the process the second time", async () => {
    const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
    const stderr = new CapturedStream();
    await interruptible(stderr, async (signal) => {
      pressControlC();
      expect(signal.aborted).toBe(true);
      expect(exit).not.toHaveBeenCalled();
      pressControlC();
      expect(exit).toHaveBeenCalledWith(130);
    });
    expect(stderr.text).toContain("writing a checkpoint");
  });

  it("is left to others once the action is over, also when it fails", async () => {
    const before = process.listenerCount("SIGINT");
    const failing = interruptible(new CapturedStream(), () => Promise.reject(new Error("over")));
    await expect(failing).rejects.toThrow("over");
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
