import { describe, expect, test } from "vitest";
import { RandomSequence, randomStreams } from "../../src/core/random.ts";
import { BufferPool } from "../../src/gpu/buffers.ts";
import type { AdapterKind } from "../../src/gpu/context.ts";
import { Scan } from "../../src/gpu/scan.ts";
import { packStatus } from "../../src/gpu/status.ts";
import { firstDifference } from "../support/arrays.ts";
import { readWords, storageBuffer, submit, useDevice } from "../support/device.ts";

const device = useDevice();

/** Words below 1000, so that three million of them do not overflow their sum. */
function randomWords(length: number): Uint32Array {
  const random = new RandomSequence(length, randomStreams.placement);
  return Uint32Array.from({ length }, () => Math.floor(1000 * random.uniform()));
}

function exclusiveSums(words: Uint32Array): Uint32Array {
  let sum = 0;
  return words.map((word) => (sum += word) - word);
}

/** The words after `repeats` scans, each of the same content written anew. */
async function scanned(
  words: Uint32Array,
  kind: AdapterKind,
  { rebuilding = 1, repeats = 1 } = {},
): Promise<Uint32Array> {
  const context = { ...device(), adapter: { ...device().adapter, kind } };
  const pool = new BufferPool(context);
  const values = storageBuffer(context, words);
  const status = storageBuffer(context, packStatus({ rebuilding }));
  const scan = await Scan.create(context, pool, values, values.size / 4, status);
  for (let n = 0; n < repeats; n++) {
    context.device.queue.writeBuffer(values, 0, words as Uint32Array<ArrayBuffer>);
    submit(context, (encoder) => scan.encode(encoder));
  }
  const result = await readWords(context, values);
  pool.destroy();
  values.destroy();
  status.destroy();
  return result;
}

const random = new RandomSequence(4, randomStreams.placement);
const randomLengths = Array.from({ length: 8 }, () => Math.ceil(10 ** (1 + 5.4 * random.uniform())));

describe.each<AdapterKind>(["hardware", "software"])("as %s adapters do it", (kind) => {
  test.each([
    1,
    2,
    3,
    4,
    5,
    1023,
    1024,
    1025,
    4096,
    32 * 1024 + 1,
    1024 ** 2,
    1024 ** 2 + 1,
    3_000_000,
    ...randomLengths,
  ])("the scan of %i words is the serial sum", async (length) => {
    const words = randomWords(length);
    const expected = exclusiveSums(words);
    const result = await scanned(words, kind);
    expect(firstDifference(result, expected)).toBe(-1);
  });

  test("a scan of three levels repeats on buffers that were scanned before", async () => {
    const words = randomWords(1024 ** 2 + 1025);
    expect(firstDifference(await scanned(words, kind, { repeats: 3 }), exclusiveSums(words))).toBe(-1);
  });

  test("nothing is scanned unless the list is being rebuilt", async () => {
    const words = randomWords(5000);
    expect(await scanned(words, kind, { rebuilding: 0 })).toEqual(words);
  });
});
