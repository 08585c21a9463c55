import { access, constants, open, readdir, readFile, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Output } from "../run/output.ts";
import { OutputError } from "../run/output.ts";
import { makeFolder } from "./makeFolder.ts";
import { replaceFile } from "./replaceFile.ts";

const causes: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than the file system allows",
  EIO: "the disk reports an input/output error",
  ENOTDIR: "a part of the path is a file, not a folder",
  EEXIST: "it is a file, not a folder",
  EISDIR: "it is a folder, not a file",
  ENOENT: "the folder is not there",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
};

/** Keeps a run's files in a folder. Errors of the file system become OutputErrors that name file and cause. */
export class FileOutput implements Output {
  readonly #appended = new Map<string, AppendedFile>();

  private constructor(readonly description: string) {}

  /** Opens a folder, creating it where needed; throws OutputError where it cannot be written to. */
  static async open(folder: string): Promise<FileOutput> {
    await explained("write to the folder", folder, async () => {
      await makeFolder(folder);
      await access(folder, constants.W_OK | constants.X_OK);
    });
    return new FileOutput(folder);
  }

  async writeFile(name: string, content: Uint8Array | string): Promise<void> {
    const path = this.#path(name);
    await explained("write", path, async () => {
      await makeFolder(dirname(path));
      await replaceFile(path, content);
    });
  }

  async append(name: string, pieces: Iterable<string>): Promise<void> {
    await explained("write", this.#path(name), async () => {
      const file = await this.#open(name);
      try {
        let size = file.size;
        for (const piece of pieces) {
          await file.handle.appendFile(piece);
          size += Buffer.byteLength(piece);
        }
        file.size = size;
      } catch (error) {
        // A line cut short would spoil what was recorded before it; the first error is the one to tell.
        await file.handle.truncate(file.size).catch(() => {});
        throw error;
      }
    });
  }

  async truncate(name: string, bytes: number): Promise<void> {
    await explained("write", this.#path(name), async () => {
      const file = await this.#open(name);
      await file.handle.truncate(bytes);
      file.size = bytes;
    });
  }

  async size(name: string): Promise<number | undefined> {
    const path = this.#path(name);
    return explained("read", path, () => whereThere(async () => (await stat(path)).size));
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    const path = this.#path(name);
    return explained("read", path, () => whereThere<Uint8Array>(() => readFile(path)));
  }

  async list(folder: string): Promise<string[]> {
    const path = this.#path(folder);
    const names = await explained("read", path, () => whereThere(() => readdir(path)));
    return (names ?? []).sort();
  }

  async remove(name: string): Promise<void> {
    const path = this.#path(name);
    await explained("remove", path, async () => {
      await this.#appended.get(name)?.handle.close();
      this.#appended.delete(name);
      await rm(path, { force: true });
    });
  }

  async flush(): Promise<void> {
    for (const [name, file] of this.#appended) {
      await explained("write", this.#path(name), () => file.handle.sync());
    }
  }

  async close(): Promise<void> {
    const files = [...this.#appended.values()];
    this.#appended.clear();
    for (const file of files) await file.handle.close();
  }

  async #open(name: string): Promise<AppendedFile> {
    let file = this.#appended.get(name);
    if (!file) {
      const handle = await open(this.#path(name), "a");
      file = { handle, size: (await handle.stat()).size };
      this.#appended.set(name, file);
    }
    return file;
  }

  #path(name: string): string {
    return join(this.description, name);
  }
}

interface AppendedFile {
  readonly handle: FileHandle;
  /** Bytes that were appended as a whole. */
  size: number;
}

async function whereThere<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function explained<T>(what: string, path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new OutputError(`cannot ${what} ${path}: ${causes[code] ?? (error as Error).message} (${code})`);
  }
}
