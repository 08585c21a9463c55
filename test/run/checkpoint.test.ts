import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/failure.ts";
import { decodeNpz, encodeNpz } from "../../src/formats/npz.ts";
import type { Checkpoint } from "../../src/run/checkpoint.ts";
import { checkpointFile, encodeCheckpoint, readCheckpoint } from "../../src/run/checkpoint.ts";
import { MemoryOutput } from "../../src/run/memoryOutput.ts";

const checkpoint: Checkpoint = {
  step: 40,
  complete: false,
  scenarioDigest: "abc",
  adapter: { description: "harmonic trap", kind: "reference" },
  notices: ["note"],
  wallSeconds: 1.5,
  fileSizes: { "thermo.csv": 1234 },
  engine: {
    position: Uint32Array.of(1, 2 ** 32 - 1),
    velocity: Float32Array.of(0.5, -0, NaN),
    image: Int32Array.of(-3),
    energy: Float64Array.of(Math.PI),
  },
  recorders: { thermo: Float64Array.of(NaN, 2), radialDistribution: Float64Array.of(3) },
};

async function stored(content: Uint8Array | string): Promise<MemoryOutput> {
  const output = new MemoryOutput();
  await output.writeFile(checkpointFile, content);
  return output;
}

describe("checkpoint", () => {
  it("reads back as it was written", async () => {
    expect(await readCheckpoint(await stored(await encodeCheckpoint(checkpoint)))).toEqual({
      formatVersion: undefined,
      ...checkpoint,
    });
  });

  it("a missing one is said to be missing", async () => {
    await expect(readCheckpoint(new MemoryOutput())).rejects.toThrow(
      /memory\/checkpoint.npz: there is no checkpoint/,
    );
  });

  it("every cut of the file is an InputError", async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    for (const length of [0, 10, bytes.length >> 1, bytes.length - 1]) {
      await expect(readCheckpoint(await stored(bytes.slice(0, length)))).rejects.toThrow(InputError);
    }
  });

  it("a single changed bit of the state is found", async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    const pi = new Uint8Array(Float64Array.of(Math.PI).buffer);
    const place = bytes.findIndex((_, k) => pi.every((byte, j) => bytes[k + j] === byte));
    bytes[place] ^= 1;
    await expect(readCheckpoint(await stored(bytes))).rejects.toThrow(/is damaged/);
  });

  it("a file without metadata is not taken for a checkpoint", async () => {
    const other = encodeNpz({ position: { data: Float64Array.of(1), shape: [1] } });
    await expect(readCheckpoint(await stored(other))).rejects.toThrow(/not a checkpoint/);
  });

  it("another format version is named", async () => {
    const arrays = decodeNpz(await encodeCheckpoint(checkpoint), "checkpoint");
    const metadata = JSON.parse(new TextDecoder().decode(arrays.metadata.data));
    const data = new TextEncoder().encode(JSON.stringify({ ...metadata, formatVersion: 99 }));
    const other = encodeNpz({ ...arrays, metadata: { data, shape: [data.length] } });
    await expect(readCheckpoint(await stored(other))).rejects.toThrow(/format version 99/);
  });
});
