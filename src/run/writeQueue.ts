/**
 * Writes in order, one at a time, while the engine goes on. At most one write waits: recording faster than the
 * disk takes it slows the run down instead of filling the memory.
 */
export class WriteQueue {
  #pending: Promise<void> = Promise.resolve();

  /** Waits for the write before, throws its error if it failed, and starts this one. */
  async add(write: () => Promise<void>): Promise<void> {
    await this.#pending;
    // Formatting is work of this thread: it starts after the next batch has been handed to the device.
    this.#pending = new Promise((resolve) => setTimeout(resolve, 0)).then(write);
    // The error is thrown by the next add or drain; until then it must not count as unhandled.
    this.#pending.catch(() => {});
  }

  /** Resolves once everything added has been written; throws where a write failed. */
  async drain(): Promise<void> {
    await this.#pending;
  }
}
