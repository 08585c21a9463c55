import type { Binding } from "./pass.ts";

/** WGSL type of every buffer that passes of one family know by name; uniforms apart from storage. */
export interface BindingTable {
  readonly storage: Readonly<Record<string, string>>;
  readonly uniform: Readonly<Record<string, string>>;
}

/**
 * Bindings of one pass, picked by name from its family's table.
 *
 * @param reads buffers it only reads, uniforms among them
 * @param writes buffers it writes; a [name, type] pair stands for another view of the same buffer
 */
export function pickBindings(
  table: BindingTable,
  reads: readonly string[],
  writes: readonly (string | readonly [name: string, type: string])[],
): Record<string, Binding> {
  const bindings: Record<string, Binding> = {};
  for (const name of reads) {
    const isUniform = name in table.uniform;
    const type = isUniform ? table.uniform[name] : table.storage[name];
    bindings[name] = { type, access: isUniform ? "uniform" : "read" };
  }
  for (const entry of writes) {
    const [name, type] = typeof entry === "string" ? [entry, table.storage[entry]] : entry;
    bindings[name] = { type, access: "read_write" };
  }
  return bindings;
}
