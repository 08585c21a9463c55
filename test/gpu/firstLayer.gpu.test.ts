import { expect, test } from "vitest";
import { BufferPool } from "../../src/gpu/buffers.ts";
import { forEachIndex } from "../../src/gpu/indexSharing.ts";
import { Pass } from "../../src/gpu/pass.ts";
import { chunkBlock, clusterRows, particleRows, type RowLayout } from "../../src/gpu/rowLayout.ts";
import { readWords, storageBuffer, submit, useDevice } from "../support/device.ts";

const device = useDevice();
const inFirstLayer = 350;

/** Of a chunk: particles in the first layer, threads for their rows, and the thread that the rows of the others begin with. */
async function partsOf(layout: RowLayout, first: number, count: number): Promise<number[]> {
  const context = device();
  const pass = await Pass.create(context, {
    label: "parts",
    bindings: {
      chunk: { type: "Chunk", access: "uniform" },
      rowLength: { type: "array<u32>", access: "read" },
      parts: { type: "array<u32>", access: "read_write" },
    },
    code: [
      layout.code,
      `fn tell(index: u32) {
        parts[0] = inFirstLayer();
        parts[1] = threadsFor(inFirstLayer());
        parts[2] = threadFrom(inFirstLayer());
      }`,
      forEachIndex("tell", "1u"),
    ],
  });
  const values = { first, count, capacity: 8, listRadius: 1, longestReach: 0 };
  const pool = new BufferPool(context);
  const chunk = pool.uniform("chunk", chunkBlock.pack(values));
  const rowLength = storageBuffer(context, Uint32Array.of(7, 7, 7, inFirstLayer));
  const parts = storageBuffer(context, new Uint32Array(3));
  const bound = pass.bind({ chunk, rowLength, parts });
  submit(context, (encoder) => bound.encode(encoder, 1));
  const words = await readWords(context, parts);
  pool.destroy();
  for (const buffer of [rowLength, parts]) buffer.destroy();
  return [...words];
}

test.each([
  ["before its end", 0, 128, [128, 128, 128], [128, 64, 64]],
  ["at its end", 256, 128, [94, 94, 94], [94, 48, 40]],
  ["behind it", 384, 128, [0, 0, 0], [0, 0, 0]],
  ["of them all", 0, 701, [350, 350, 350], [350, 176, 168]],
])("a chunk knows its part of the first layer %s", async (_, first, count, ofParticles, ofClusters) => {
  expect(await partsOf(particleRows, first, count)).toEqual(ofParticles);
  expect(await partsOf(clusterRows, first, count)).toEqual(ofClusters);
});
