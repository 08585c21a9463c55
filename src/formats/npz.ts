import type { DeflateOptions } from "fflate";
import { unzipSync, zipSync } from "fflate";
import { InputError } from "../core/failure.ts";
import type { NpyArray, NpySource } from "./npy.ts";
import { decodeNpy, encodeNpy } from "./npy.ts";

/** A fixed date (the first that zip knows, local time), so that equal arrays give equal files. */
const modified = new Date(1980, 0, 1);

/** fflate writes no zip64, whose sizes go further. */
const maximumBytes = 2 ** 32 - 1;

/**
 * The bytes of an `.npz` file: a zip archive with one `NAME.npy` for each array, which `numpy.load` opens.
 * `level` is zlib's, 0 (stored) to 9. Throws RangeError for more than 4 GiB.
 */
export function encodeNpz(
  arrays: Readonly<Record<string, NpySource>>,
  level: DeflateOptions["level"] = 0,
): Uint8Array<ArrayBuffer> {
  const bytes = Object.values(arrays).reduce((sum, { data }) => sum + data.byteLength, 0);
  if (bytes > maximumBytes)
    throw new RangeError(`.npz: ${bytes} bytes are more than the 4 GiB of a zip file`);
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, encodeNpy(array)]);
  return zipSync(Object.fromEntries(files), { level, mtime: modified });
}

/** The arrays of an `.npz` file by name, compressed or not. Throws InputError naming `path` and the array. */
export function decodeNpz(bytes: Uint8Array, path: string): Record<string, NpyArray> {
  const entries = Object.entries(unzip(bytes, path)).filter(([name]) => name.endsWith(".npy"));
  return Object.fromEntries(
    entries.map(([name, content]) => [name.slice(0, -".npy".length), decodeNpy(content, `${path}/${name}`)]),
  );
}

function unzip(bytes: Uint8Array, path: string): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    const message = `expected a whole .npz (zip) file: ${(error as Error).message}`;
    throw new InputError([{ path, message }]);
  }
}
