/** WGSL types a uniform block may hold, with alignment and size in 4-byte words (WGSL specification, §14.4.1). */
const layouts = {
  u32: { align: 1, words: 1 },
  f32: { align: 1, words: 1 },
  vec3u: { align: 4, words: 3 },
  vec3i: { align: 4, words: 3 },
  vec3f: { align: 4, words: 3 },
  vec4u: { align: 4, words: 4 },
  vec4f: { align: 4, words: 4 },
} as const;

export type UniformType = keyof typeof layouts;
export type UniformValue = number | readonly number[];

/** A struct declared once: its WGSL and its packing come from the same list of fields. */
export interface UniformBlock<Fields extends Readonly<Record<string, UniformType>>> {
  readonly wgsl: string;
  /** Size, rounded up to 16: that of an element of an array, too. */
  readonly bytes: number;
  pack(values: Readonly<Record<keyof Fields, UniformValue>>): ArrayBuffer;
  /** The components of every field of each element of an array. */
  unpack(data: ArrayBuffer): Readonly<Record<keyof Fields, readonly number[]>>[];
  /** Where a field begins, in 4-byte words. */
  wordOf(field: keyof Fields): number;
}

/** Declares `struct name { … }` with the fields in order. */
export function declareUniform<const Fields extends Readonly<Record<string, UniformType>>>(
  name: string,
  fields: Fields,
): UniformBlock<Fields> {
  let words = 0;
  const offsets = Object.entries(fields).map(([field, type]) => {
    const { align, words: size } = layouts[type];
    const offset = Math.ceil(words / align) * align;
    words = offset + size;
    return { field, type, offset, size };
  });
  const stride = Math.ceil(words / 4) * 4;
  const members = Object.entries(fields).map(([field, type]) => `  ${field}: ${type},`);
  return {
    wgsl: `struct ${name} {\n${members.join("\n")}\n}`,
    bytes: 4 * stride,
    pack(values) {
      const data = new ArrayBuffer(4 * stride);
      const integers = new Uint32Array(data);
      const floats = new Float32Array(data);
      for (const { field, type, offset, size } of offsets) {
        const value: UniformValue = values[field as keyof Fields];
        const components = typeof value === "number" ? [value] : value;
        if (components.length !== size) throw new Error(`uniform ${name}.${field} takes ${size} numbers`);
        (holdsIntegers(type) ? integers : floats).set(components, offset);
      }
      return data;
    },
    unpack(data) {
      const views = { i: new Int32Array(data), u: new Uint32Array(data), f: new Float32Array(data) };
      return Array.from({ length: data.byteLength / (4 * stride) }, (_, row) => {
        const entries = offsets.map(({ field, type, offset, size }) => {
          const view = type.endsWith("i") ? views.i : holdsIntegers(type) ? views.u : views.f;
          const start = row * stride + offset;
          return [field, Array.from(view.subarray(start, start + size))];
        });
        return Object.fromEntries(entries) as Record<keyof Fields, readonly number[]>;
      });
    },
    wordOf: (name) => offsets.find(({ field }) => field === name)?.offset as number,
  };
}

function holdsIntegers(type: UniformType): boolean {
  return type === "u32" || /[ui]$/.test(type);
}
