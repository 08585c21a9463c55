import type { Camera, WebGPURenderer } from "three/webgpu";
import { afterAll, beforeAll } from "vitest";
import type { Box } from "../../src/core/box.ts";
import { createParticles, type Particles } from "../../src/core/particles.ts";
import type { GpuContext } from "../../src/gpu/context.ts";
import type { DrawableKind, DrawableParticles } from "../../src/gpu/drawable.ts";
import { packParticles } from "../../src/gpu/particleState.ts";
import { createRenderer } from "../../src/render/createRenderer.ts";
import { fitCamera } from "../../src/render/fitCamera.ts";
import type { Look, ParticleScene } from "../../src/render/particleScene.ts";
import { type Picture, Snapshot } from "../../src/render/snapshot.ts";
import { storageBuffer } from "../support/device.ts";

/** A box about the origin, 10 wide: a camera along z shows it with margins of 0.4, 10.8 in all. */
export const box: Box = {
  dimensions: 3,
  lower: [-5, -5, -5],
  lengths: [10, 10, 10],
  boundaries: ["periodic", "periodic", "periodic"],
};

export const pictureSize = 432;
/** Pixels for a length of 1. */
export const pixelsPerLength = 40;

/** Column and row of the pixel whose lower right corner is at (x, y). */
export function pixelAt(x: number, y: number): readonly [number, number] {
  return [pictureSize / 2 + pixelsPerLength * x, pictureSize / 2 - pixelsPerLength * y];
}

/** Looks along −z, without perspective. */
export function frontCamera() {
  return fitCamera({ ...box }, 1, { view: "+z", isOrthographic: true }).camera;
}

export const plainLook: Look = {
  style: "spheres",
  colorBy: "amount",
  colorMap: "viridis",
  range: [0, 1],
  radiusScale: 1,
  pointSize: 9,
  hidden: [],
  background: "#000000",
  showOutline: false,
};

/** A renderer and a snapshot on the device, for all tests of a file. */
export function usePictures(device: () => GpuContext): {
  readonly renderer: () => WebGPURenderer;
  readonly snapshot: () => Snapshot;
  /** Takes a picture of a scene, which is disposed of. */
  readonly pictureOf: (scene: ParticleScene, camera: Camera) => Promise<Picture>;
} {
  let renderer: WebGPURenderer;
  let snapshot: Snapshot;
  beforeAll(async () => {
    renderer = await createRenderer(device().device);
    snapshot = new Snapshot(renderer, pictureSize, pictureSize);
  });
  afterAll(() => {
    snapshot.dispose();
    renderer.dispose();
  });
  async function pictureOf(scene: ParticleScene, camera: Camera): Promise<Picture> {
    const picture = await snapshot.take(() => scene.draw(camera));
    scene.dispose();
    device().check();
    return picture;
  }
  return { renderer: () => renderer, snapshot: () => snapshot, pictureOf };
}

/** A particle as tests give it; its amount is what colours show. */
export interface Dot {
  readonly at: readonly [number, number, number];
  readonly kind?: number;
  readonly amount?: number;
}

const oneKind: readonly DrawableKind[] = [{ name: "A", radius: 1, role: "particle" }];

export function hostParticles(dots: readonly Dot[]): Particles {
  const particles = createParticles(dots.length);
  dots.forEach(({ at, kind = 0, amount = 0 }, i) => {
    particles.position.set(at, 3 * i);
    particles.velocity[3 * i] = amount;
    particles.type[i] = kind;
  });
  return particles;
}

/** Particles in buffers of their own, as an engine would have them. */
export function drawnParticles(
  context: GpuContext,
  dots: readonly Dot[],
  kinds = oneKind,
): DrawableParticles {
  const records = packParticles(hostParticles(dots), box);
  const [position, velocity, tag] = [records.position, records.velocity, records.tag].map((data) =>
    storageBuffer(context, data),
  );
  const amount = { name: "amount", unit: "m", buffer: velocity, record: "vec4f", stride: 1 } as const;
  const type = { name: "type", unit: "", buffer: position, record: "vec4u", stride: 1 } as const;
  return {
    count: dots.length,
    box,
    position,
    tag,
    kinds,
    fields: [
      { ...amount, wgsl: "record.x" },
      { ...type, wgsl: "f32(record.w)", isLabel: true },
    ],
  };
}

/** Red, green and blue of a pixel of a picture with 4 bytes a pixel. */
export function colorOf({ width, data }: Picture, column: number, row: number): number[] {
  const at = 4 * (Math.floor(row) * width + Math.floor(column));
  return [...data.subarray(at, at + 3)];
}

/** Whether something is drawn at a place, on a black background. */
export function isDrawn(picture: Picture, x: number, y: number): boolean {
  return colorOf(picture, ...pixelAt(x, y)).some((part) => part > 0);
}

/** How many pixels of a picture are not black. */
export function drawnPixels({ data }: Picture): number {
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] > 0) count++;
  return count;
}
