import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Creates a folder and those above it that are missing. Node's own recursive mkdir never comes back where the system
 * answers ENOENT for a parent that exists, as below /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  const error = await mkdir(path).then(
    () => undefined,
    (reason: NodeJS.ErrnoException) => reason,
  );
  if (!error) return;
  if (error.code === "EEXIST" && (await stat(path)).isDirectory()) return;
  const parent = dirname(path);
  const parentExists = await stat(parent).catch(() => undefined);
  if (error.code !== "ENOENT" || parentExists) throw error;
  await makeFolder(parent);
  await makeFolder(path);
}
