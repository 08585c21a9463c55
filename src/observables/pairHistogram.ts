import type { BufferPool } from "../gpu/buffers.ts";
import cellSearch from "../gpu/cellSearch.wgsl?raw";
import visitSurroundings from "../gpu/visitSurroundings.wgsl?raw";
import type { GpuContext } from "../gpu/context.ts";
import { geometryBlock } from "../gpu/geometry.ts";
import geometryCode from "../gpu/geometry.wgsl?raw";
import { forEachIndex } from "../gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../gpu/pass.ts";
import { statusReader } from "../gpu/status.ts";
import { declareUniform } from "../gpu/uniformBlock.ts";
import countCode from "./pairHistogram.wgsl?raw";

const histogramBlock = declareUniform("Histogram", {
  bins: "u32",
  typeCount: "u32",
  binsPerLength: "f32",
  searchRadius: "f32",
});

export interface PairHistogramOptions {
  readonly bins: number;
  /** Upper edge of the last bin [length]; may lie beyond the cutoff of the forces. */
  readonly maximumDistance: number;
  readonly typeCount: number;
  /** How far a particle may be from where it was sorted into its cell [length]. */
  readonly longestReach: number;
}

/**
 * Counts pairs by distance on the device, for the radial distribution function. It walks the cells, not the
 * neighbour list, so that its range is its own.
 */
export class PairHistogramPass {
  private constructor(
    /** u32 counts, a block of bins per unordered pair of types. */
    readonly counts: GPUBuffer,
    /** Words of `counts` that are in use. */
    readonly words: number,
    private readonly pass: BoundPass,
    private readonly count: number,
  ) {}

  static async create(
    context: GpuContext,
    pool: BufferPool,
    resources: Readonly<Record<"status" | "geometry" | "position" | "cellStart", GPUBuffer>>,
    count: number,
    options: PairHistogramOptions,
  ): Promise<PairHistogramPass> {
    const { bins, maximumDistance, typeCount, longestReach } = options;
    const pass = await Pass.create(context, {
      label: "countPairs",
      bindings: {
        status: { type: "Status", access: "read" },
        geometry: { type: "Geometry", access: "uniform" },
        histogram: { type: "Histogram", access: "uniform" },
        position: { type: "array<vec4u>", access: "read" },
        cellStart: { type: "array<u32>", access: "read" },
        counts: { type: "array<atomic<u32>>", access: "read_write" },
      },
      code: [
        statusReader,
        geometryBlock.wgsl,
        histogramBlock.wgsl,
        geometryCode,
        cellSearch,
        visitSurroundings,
        countCode,
        forEachIndex("countPairs", "geometry.particleCount"),
      ],
    });
    const blocks = (typeCount * (typeCount + 1)) / 2;
    const counts = pool.storage("pair histogram", blocks * bins * 4);
    const histogram = pool.uniform(
      "histogram",
      histogramBlock.pack({
        bins,
        typeCount,
        binsPerLength: bins / maximumDistance,
        searchRadius: maximumDistance + longestReach,
      }),
    );
    return new PairHistogramPass(
      counts,
      blocks * bins,
      pass.bind({ ...resources, histogram, counts }),
      count,
    );
  }

  encode(encoder: GPUCommandEncoder): void {
    encoder.clearBuffer(this.counts);
    const pass = encoder.beginComputePass({ label: "pair histogram" });
    this.pass.encode(pass, this.count);
    pass.end();
  }
}
