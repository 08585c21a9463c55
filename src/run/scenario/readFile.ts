import { InputError } from "../../core/failure.ts";

/** Bytes of a file named in a scenario; paths are relative to the scenario. Rejects where it cannot be read. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * Bytes of a file that a scenario names.
 *
 * @param path where in the document the name stands
 * @throws InputError with the reason why it cannot be read
 */
export async function readNamedFile(readFile: ReadFile, file: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const message = `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`;
    throw new InputError([{ path, message }]);
  }
}
