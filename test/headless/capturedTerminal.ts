import { Writable } from "node:stream";
import type { Terminal, TerminalStream } from "../../src/headless/terminal.ts";

/** A stream that keeps what is written to it. */
export class CapturedStream extends Writable {
  text = "";

  constructor(readonly isTTY = false) {
    super({ decodeStrings: false });
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

/** A terminal whose output can be read back. */
export class CapturedTerminal implements Terminal {
  readonly stdout = new CapturedStream() satisfies TerminalStream;
  readonly stderr = new CapturedStream() satisfies TerminalStream;
}
