import { InputError } from "../core/failure.ts";

export type NumericArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** An array of any shape in C order; the shape of a scalar is []. */
export interface NpyArray {
  readonly data: NumericArray;
  readonly shape: readonly number[];
}

/** What can be written: also int64, which is read back as float64. */
export interface NpySource {
  readonly data: NumericArray | BigInt64Array;
  readonly shape: readonly number[];
}

// Typed arrays have the byte order of the machine, which is little-endian wherever WebGPU runs.
const arrayTypes = {
  "<f8": Float64Array,
  "<f4": Float32Array,
  "<i4": Int32Array,
  "<u4": Uint32Array,
  "|u1": Uint8Array,
  "<i8": BigInt64Array,
} as const;
type Dtype = keyof typeof arrayTypes;

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY
const prefixLength = magic.length + 4; // version (2 bytes), header length (uint16)
const alignment = 64;

/**
 * The bytes of a `.npy` file, format version 1.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
export function encodeNpy({ data, shape }: NpySource): Uint8Array<ArrayBuffer> {
  if (elementCount(shape) !== data.length)
    throw new RangeError(`shape (${shape.join(", ")}) does not hold ${data.length} elements`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '${dtypeOf(data)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const unpadded = prefixLength + dictionary.length + 1;
  const dataStart = Math.ceil(unpadded / alignment) * alignment;
  const header = dictionary + " ".repeat(dataStart - unpadded) + "\n";

  const bytes = new Uint8Array(dataStart + data.byteLength);
  bytes.set([...magic, 1, 0, header.length & 0xff, header.length >> 8]);
  bytes.set(new TextEncoder().encode(header), prefixLength);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), dataStart);
  return bytes;
}

/**
 * The array in the bytes of a `.npy` file of version 1.0. int64 becomes float64.
 * Throws InputError for another version, type or order, for cut files, and for an int64 beyond 2⁵³.
 */
export function decodeNpy(bytes: Uint8Array, path: string): NpyArray {
  const fail = (message: string): never => {
    throw new InputError([{ path, message }]);
  };
  if (magic.some((byte, i) => bytes[i] !== byte)) fail("expected a .npy array, found other data");
  if (bytes[6] !== 1 || bytes[7] !== 0)
    fail(`expected .npy version 1.0, found version ${bytes[6]}.${bytes[7]}`);
  const dataStart = prefixLength + (bytes[8] | (bytes[9] << 8));
  const header = new TextDecoder().decode(bytes.subarray(prefixLength, dataStart));

  const dtype = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? "a record";
  if (!isDtype(dtype)) return fail(`expected dtype ${Object.keys(arrayTypes).join(", ")}, found ${dtype}`);
  if (!/'fortran_order':\s*False/.test(header))
    fail("expected C order, found Fortran order: save numpy.ascontiguousarray(...) instead");
  const tuple = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1] ?? fail("expected a shape in the header");
  const shape = tuple.split(",").flatMap((length) => (length.trim() === "" ? [] : [Number(length)]));

  const ArrayType = arrayTypes[dtype];
  const expected = elementCount(shape) * ArrayType.BYTES_PER_ELEMENT;
  // A copy, because a typed array must start at a multiple of its element size.
  const content = bytes.slice(dataStart);
  if (content.byteLength !== expected)
    fail(`expected ${expected} bytes for shape (${tuple}) of ${dtype}, found ${content.byteLength}`);
  const data = new ArrayType(content.buffer);
  return { data: data instanceof BigInt64Array ? safeNumbers(data, fail) : data, shape };
}

function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function dtypeOf(data: NpySource["data"]): Dtype {
  const dtype = (Object.keys(arrayTypes) as Dtype[]).find((key) => data instanceof arrayTypes[key]);
  if (!dtype) throw new TypeError(`.npy: cannot write ${data.constructor.name}`);
  return dtype;
}

function isDtype(name: string): name is Dtype {
  return Object.hasOwn(arrayTypes, name);
}

function safeNumbers(integers: BigInt64Array, fail: (message: string) => never): Float64Array {
  return Float64Array.from(integers, (integer, i) => {
    const value = Number(integer);
    return Number.isSafeInteger(value) ? value : fail(`element ${i} = ${integer} is beyond ±(2⁵³ − 1)`);
  });
}
