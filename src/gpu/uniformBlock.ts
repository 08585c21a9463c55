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
  /** The components of a field in bytes that begin with such a struct. */
  read(data: ArrayBuffer, field: keyof Fields): number[];
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
  const placeOf = (name: keyof Fields) =>
    offsets.find(({ field }) => field === name) as (typeof offsets)[number];
  const members = Object.entries(fields).map(([field, type]) => `  ${field}: ${type},`);
  return {
    wgsl: `struct ${name} {\n${members.join("\n")}\n}`,
    bytes: Math.ceil(words / 4) * 16,
    pack(values) {
      const data = new ArrayBuffer(Math.ceil(words / 4) * 16);
      const integers = new Uint32Array(data);
      const floats = new Float32Array(data);
      for (const { field, type, offset, size } of offsets) {
        const value: UniformValue = values[field as keyof Fields];
        const components = typeof value === "number" ? [value] : value;
        if (components.length !== size) throw new Error(`uniform ${name}.${field} takes ${size} numbers`);
        (isInteger(type) ? integers : floats).set(components, offset);
      }
      return data;
    },
    read(data, name) {
      const { type, offset, size } = placeOf(name);
      if (!isInteger(type)) return [...new Float32Array(data, 4 * offset, size)];
      return [...new (type === "vec3i" ? Int32Array : Uint32Array)(data, 4 * offset, size)];
    },
    wordOf: (name) => placeOf(name).offset,
  };
}

function isInteger(type: UniformType): boolean {
  return type === "u32" || /[ui]$/.test(type);
}
