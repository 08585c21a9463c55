import type { Output } from "./output.ts";

/** Keeps a run's files in memory. */
export class MemoryOutput implements Output {
  readonly description = "memory";
  readonly #files = new Map<string, Uint8Array[]>();

  async writeFile(name: string, content: Uint8Array | string): Promise<void> {
    this.#files.set(name, [typeof content === "string" ? encode(content) : content.slice()]);
  }

  async append(name: string, pieces: Iterable<string>): Promise<void> {
    const added = Array.from(pieces, encode);
    this.#files.set(name, [...(this.#files.get(name) ?? []), ...added]);
  }

  async truncate(name: string, bytes: number): Promise<void> {
    this.#files.set(name, [this.#content(name)!.slice(0, bytes)]);
  }

  async size(name: string): Promise<number | undefined> {
    return this.#files.get(name)?.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return this.#content(name)?.slice();
  }

  /** Content of a text file, for tests and for showing results; undefined where there is none. */
  text(name: string): string | undefined {
    const content = this.#content(name);
    return content && new TextDecoder().decode(content);
  }

  async list(folder: string): Promise<string[]> {
    const prefix = folder ? `${folder}/` : "";
    const names = [...this.#files.keys()].filter((name) => name.startsWith(prefix));
    return [...new Set(names.map((name) => name.slice(prefix.length).split("/")[0]))].sort();
  }

  async remove(name: string): Promise<void> {
    this.#files.delete(name);
  }

  async flush(): Promise<void> {}

  async close(): Promise<void> {}

  #content(name: string): Uint8Array | undefined {
    const chunks = this.#files.get(name);
    if (!chunks) return undefined;
    const whole = concatenate(chunks);
    this.#files.set(name, [whole]);
    return whole;
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    result.set(chunk, offset);
    offset += chunk.length;
  }
  return result;
}
