import { CorpuscleError, exitCodes } from "../core/failure.ts";

/** A place that takes a run's files: a folder, or memory in tests and in the browser. Names use `/`. */
export interface Output {
  /** Where it is, for messages: a folder's path. */
  readonly description: string;
  /** Replaces a file as a whole: at any moment a reader finds the old content or the new. Creates its folder. */
  writeFile(name: string, content: Uint8Array | string): Promise<void>;
  /** Adds pieces of text at the end; after a failure the file still ends where it did before. */
  append(name: string, pieces: Iterable<string>): Promise<void>;
  /** Cuts a file to its first bytes. */
  truncate(name: string, bytes: number): Promise<void>;
  /** Length of a file in bytes; undefined where there is none. */
  size(name: string): Promise<number | undefined>;
  /** Content of a file; undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Names in a folder (`""` is the top), sorted, relative to it; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  remove(name: string): Promise<void>;
  /** Resolves once everything appended so far outlives a loss of power. */
  flush(): Promise<void>;
  /** Lets go of files kept open; idempotent. */
  close(): Promise<void>;
}

/** Results cannot be written or read: which file, and why. */
export class OutputError extends CorpuscleError {
  constructor(message: string) {
    super(message, exitCodes.badInput);
  }
}
