import { BufferPool } from "../../gpu/buffers.ts";
import type { GpuContext } from "../../gpu/context.ts";
import { forEachIndex } from "../../gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../../gpu/pass.ts";
import { PassProfiler } from "../../gpu/passProfiler.ts";

/** What an adapter reaches at most, as simple passes measure it. */
export interface DeviceLimits {
  /** Read and written by a copy from one buffer to another. */
  readonly bytesPerSecond: number;
  /** Of fused multiplications and additions in float32, two each. */
  readonly flopsPerSecond: number;
}

/** 16-byte records that are copied: 64 MiB, more than caches hold. */
const records = 2 ** 22;
/** Threads that multiply and add, each in so many rounds of independent chains. */
const threads = 2 ** 20;
const [rounds, chains] = [128, 8];
/** The fastest of so many counts. */
const repeats = 5;

const copyCode = `fn copyRecord(index: u32) { target_[index] = source[index]; }`;

const multiplyCode = `fn multiply(index: u32) {
  let x = f32(index) * 1e-7;
${Array.from({ length: chains }, (_, k) => `  var a${k} = x + ${k}.0;`).join("\n")}
  for (var k = 0u; k < ${rounds}u; k++) {
${Array.from({ length: chains }, (_, k) => `    a${k} = fma(a${k}, x, 0.5);`).join("\n")}
  }
  sums[index] = ${Array.from({ length: chains }, (_, k) => `a${k}`).join(" + ")};
}`;

/** @throws Error where the device cannot tell the time, which PassProfiler.isSupported tells before */
export async function measureLimits(context: GpuContext): Promise<DeviceLimits> {
  const pool = new BufferPool(context);
  try {
    const [copy, multiply] = await Promise.all([
      Pass.create(context, {
        label: "copy",
        code: [copyCode, forEachIndex("copyRecord", `${records}u`)],
        bindings: {
          source: { type: "array<vec4f>", access: "read" },
          target_: { type: "array<vec4f>", access: "read_write" },
        },
      }),
      Pass.create(context, {
        label: "multiply and add",
        code: [multiplyCode, forEachIndex("multiply", `${threads}u`)],
        bindings: { sums: { type: "array<f32>", access: "read_write" } },
      }),
    ]);
    const copied = copy.bind({
      source: pool.storage("copy source", 16 * records),
      target_: pool.storage("copy target", 16 * records),
    });
    const multiplied = multiply.bind({ sums: pool.storage("sums", 4 * threads) });
    return {
      bytesPerSecond: (32 * records) / (await shortest(context, copied, records)),
      flopsPerSecond: (2 * chains * rounds * threads) / (await shortest(context, multiplied, threads)),
    };
  } finally {
    pool.destroy();
  }
}

/** [s] */
async function shortest(context: GpuContext, pass: BoundPass, count: number): Promise<number> {
  const profiler = new PassProfiler(context);
  let least = Infinity;
  try {
    for (let k = 0; k < repeats; k++) {
      const encoder = context.device.createCommandEncoder({ label: pass.label });
      const timed = profiler.begin(encoder);
      pass.encode(timed, count);
      timed.end();
      profiler.finish(encoder);
      context.device.queue.submit([encoder.finish()]);
      const [{ milliseconds }] = await profiler.take();
      least = Math.min(least, milliseconds / 1000);
    }
  } finally {
    profiler.destroy();
  }
  return least;
}
