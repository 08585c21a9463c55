import { describe, expect, it } from "vitest";
import { Color } from "three/webgpu";
import { packParticles } from "../../src/gpu/particleState.ts";
import { colorAt, labelColor } from "../../src/render/colorMaps.ts";
import { createRenderer } from "../../src/render/createRenderer.ts";
import { type Look, ParticleScene } from "../../src/render/particleScene.ts";
import { type Picture, Snapshot } from "../../src/render/snapshot.ts";
import { readWords, useDevice } from "../support/device.ts";
import {
  box,
  colorOf,
  type Dot,
  drawnParticles,
  drawnPixels,
  frontCamera,
  hostParticles,
  isDrawn,
  pixelAt,
  pixelsPerLength,
  plainLook,
  usePictures,
} from "./drawnParticles.ts";

const device = useDevice();
const camera = frontCamera();
const pictures = usePictures(device);
const { renderer, snapshot } = pictures;

type Kinds = Parameters<typeof drawnParticles>[2];

function makeScene(dots: readonly Dot[], look: Partial<Look> = {}, kinds?: Kinds): ParticleScene {
  return new ParticleScene(renderer(), drawnParticles(device(), dots, kinds), box, { ...plainLook, ...look });
}

async function pictureOf(dots: readonly Dot[], look?: Partial<Look>, kinds?: Kinds): Promise<Picture> {
  return pictures.pictureOf(makeScene(dots, look, kinds), camera);
}

const linear = (value: number) => new Color().setRGB(value / 255, 0, 0, "srgb").r;
const lightOf = (css: string) => new Color(css).toArray();

/** The share of viridis that is most like a colour in whatever light. */
function shareOf(color: readonly number[]): number {
  const light = color.map(linear);
  const distances = Array.from({ length: 201 }, (_, k) => {
    const map = lightOf(colorAt("viridis", k / 200));
    const brightness =
      map.reduce((sum, part, i) => sum + part * light[i], 0) / map.reduce((sum, part) => sum + part ** 2, 0);
    return map.reduce((sum, part, i) => sum + (brightness * part - light[i]) ** 2, 0);
  });
  return distances.indexOf(Math.min(...distances)) / 200;
}

const twoKinds: Kinds = [
  { name: "A", radius: 1, role: "particle" },
  { name: "B", radius: 1, role: "particle" },
];
const byType = { colorBy: "type", style: "spheres" } as const;

/** Which of two kinds a pixel shows, by the nearer of their hues. */
function kindAt(picture: Picture, x: number, y: number): number {
  const light = colorOf(picture, ...pixelAt(x, y)).map(linear);
  const likeness = [0, 1].map((kind) => {
    const hue = lightOf(labelColor(kind));
    const product = hue.reduce((sum, part, i) => sum + part * light[i], 0);
    return product / Math.hypot(...hue);
  });
  return likeness[1] > likeness[0] ? 1 : 0;
}

describe("spheres", () => {
  it("cover a disc of their radius about their place, and nothing else", async () => {
    const picture = await pictureOf([{ at: [1, 2, 0], amount: 1 }]);
    expect(Math.abs(drawnPixels(picture) / (Math.PI * pixelsPerLength ** 2) - 1)).toBeLessThan(0.01);
    const edge = 1 - 1.5 / pixelsPerLength;
    const beyond = 1 + 1.5 / pixelsPerLength;
    for (const [x, y] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      expect(isDrawn(picture, 1 + edge * x, 2 + edge * y)).toBe(true);
      expect(isDrawn(picture, 1 + beyond * x, 2 + beyond * y)).toBe(false);
    }
  });

  it("have radii that radiusScale multiplies", async () => {
    const picture = await pictureOf([{ at: [0, 0, 0], amount: 1 }], { radiusScale: 2 });
    expect(Math.abs(drawnPixels(picture) / (4 * Math.PI * pixelsPerLength ** 2) - 1)).toBeLessThan(0.01);
  });

  it("have the colour of the map at their amount within the range", async () => {
    const dots = [0, 0.25, 0.5, 0.9].map((share, k) => ({
      at: [3 * k - 4.5, 0, 0] as const,
      amount: -2 + 6 * share,
    }));
    const picture = await pictureOf(dots, { range: [-2, 4] });
    const shares = dots.map(({ at }) => shareOf(colorOf(picture, ...pixelAt(at[0], at[1]))));
    [0, 0.25, 0.5, 0.9].forEach((share, k) => expect(Math.abs(shares[k] - share)).toBeLessThan(0.04));
  });

  it("that are nearer hide farther ones, whatever their order", async () => {
    const near = { at: [0, 0, 1.5], kind: 1 } as const;
    const far = { at: [0.2, 0, -1.5], kind: 0 } as const;
    for (const dots of [
      [near, far],
      [far, near],
    ]) {
      const picture = await pictureOf(dots, byType, twoKinds);
      expect(kindAt(picture, 0, 0)).toBe(1);
      expect(kindAt(picture, 1.1, 0)).toBe(0);
    }
  });

  it("that intersect meet where their surfaces do", async () => {
    // At y = 0 the surfaces of (0, 0, 0) and (1, 0, 1/2) cross at x = 0.1292; as flat discs they would at x = 0.
    const dots = [
      { at: [0, 0, 0], kind: 0 },
      { at: [1, 0, 0.5], kind: 1 },
    ] as const;
    const picture = await pictureOf(dots, byType, twoKinds);
    const margin = 1.5 / pixelsPerLength;
    expect(kindAt(picture, 0.1292 - margin, 0)).toBe(0);
    expect(kindAt(picture, 0.1292 + margin, 0)).toBe(1);
  });
});

describe("points", () => {
  it("are discs of a fixed size in the very colour of the map", async () => {
    const dots = [
      { at: [-2, 0, 0], amount: 0 },
      { at: [2, 0, 0], amount: 1 },
    ] as const;
    const picture = await pictureOf(dots, { style: "points" });
    const colors = dots.map(({ at }) => colorOf(picture, ...pixelAt(at[0], at[1])));
    expect(colors).toEqual([
      [68, 1, 84],
      [253, 231, 37],
    ]);
    const area = (Math.PI / 4) * plainLook.pointSize ** 2;
    expect(Math.abs(drawnPixels(picture) / (2 * area) - 1)).toBeLessThan(0.15);
  });

  it("that are nearer hide farther ones", async () => {
    const dots = [
      { at: [0, 0, 1], amount: 1 },
      { at: [0, 0, -1], amount: 0 },
    ] as const;
    const picture = await pictureOf(dots, { style: "points" });
    expect(colorOf(picture, ...pixelAt(0, 0))).toEqual([253, 231, 37]);
  });
});

describe("the marked particle", () => {
  const dots = [
    { at: [-2, 0, 2], amount: 0 },
    { at: [-2, 0, -2], amount: 1 },
    { at: [2, 0, 0], amount: 0 },
  ] as const;
  const white = [255, 255, 255];
  const black = [0, 0, 0];

  it("has a ring of white within black, and its own colour inside", async () => {
    const plain = await pictureOf(dots, { radiusScale: 1 });
    const picture = await pictureOf(dots, { selected: 3 });
    for (const [x, y] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      expect(colorOf(picture, ...pixelAt(2 + 0.8 * x, 0.8 * y))).toEqual(white);
      expect(colorOf(picture, ...pixelAt(2 + 0.94 * x, 0.94 * y))).toEqual(black);
    }
    expect(colorOf(picture, ...pixelAt(2, 0))).toEqual(colorOf(plain, ...pixelAt(2, 0)));
    for (let x = -3; x < -1; x += 0.1) {
      expect(colorOf(picture, ...pixelAt(x, 0))).toEqual(colorOf(plain, ...pixelAt(x, 0)));
    }
  });

  it("is seen through what is nearer, in both styles, and no longer once another look takes the mark away", async () => {
    for (const style of ["spheres", "points"] as const) {
      const scene = makeScene(dots, { style, selected: 2 });
      const near = await pictureOf(dots, { style });
      const marked = await snapshot().take(() => scene.draw(camera));
      expect(colorOf(marked, ...pixelAt(-2, 0))).not.toEqual(colorOf(near, ...pixelAt(-2, 0)));
      scene.setLook({ ...plainLook, style });
      const unmarked = await snapshot().take(() => scene.draw(camera));
      expect(Buffer.from(unmarked.data).equals(Buffer.from(near.data))).toBe(true);
      scene.dispose();
    }
  });

  it("is large enough for its ring as a point of any size", async () => {
    const picture = await pictureOf([dots[2]], { style: "points", pointSize: 2, selected: 1 });
    const [column, row] = pixelAt(2, 0);
    expect(colorOf(picture, column + 4, row)).toEqual(white);
    expect(colorOf(picture, column + 5, row)).toEqual(black);
  });

  it("is hidden with its kind", async () => {
    expect(drawnPixels(await pictureOf(dots, { selected: 3, hidden: ["A"] }))).toBe(0);
  });
});

describe("what is not drawn", () => {
  const dots = [
    { at: [-3, 0, 0], kind: 0, amount: 1 },
    { at: [0, 0, 0], kind: 1, amount: 1 },
    { at: [3, 0, 0], kind: 2, amount: 1 },
  ] as const;
  const kinds: Kinds = [...twoKinds, { name: "reserve", radius: 1, role: "waiting" }];
  const drawnAt = (picture: Picture) => dots.map(({ at }) => isDrawn(picture, at[0], at[1]));

  it("are hidden kinds, and kinds that wait", async () => {
    for (const style of ["spheres", "points"] as const) {
      expect(drawnAt(await pictureOf(dots, { style }, kinds))).toEqual([true, true, false]);
      expect(drawnAt(await pictureOf(dots, { style, hidden: ["A"] }, kinds))).toEqual([false, true, false]);
    }
  });

  it("is what lies beyond a slice", async () => {
    const slice = { axis: 0, at: -1 } as const;
    expect(drawnAt(await pictureOf(dots, { slice }, kinds))).toEqual([true, false, false]);
  });

  it("comes back with another look", async () => {
    const scene = makeScene(dots, { hidden: ["A"] }, kinds);
    await snapshot().take(() => scene.draw(camera));
    scene.setLook(plainLook);
    expect(drawnAt(await snapshot().take(() => scene.draw(camera)))).toEqual([true, true, false]);
    scene.dispose();
  });
});

describe("solids", () => {
  it("are grey whatever their amount", async () => {
    const kinds: Kinds = [{ name: "wall", radius: 1, role: "container" }];
    const picture = await pictureOf([{ at: [0, 0, 0], amount: 1 }], {}, kinds);
    const [red, green, blue] = colorOf(picture, ...pixelAt(0, 0));
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(25);
  });
});

describe("the engine's buffers", () => {
  it("are what a scene shows, also once they have been rewritten on the device", async () => {
    const { device: gpu } = device();
    const particles = drawnParticles(device(), [{ at: [-2, 0, 0], amount: 1 }]);
    const scene = new ParticleScene(renderer(), particles, box, plainLook);
    const before = await snapshot().take(() => scene.draw(camera));
    const code = `
      @group(0) @binding(0) var<storage, read_write> positions: array<vec4u>;
      @compute @workgroup_size(1) fn shift() { positions[0].x += ${0x66666666}u; }`; // 0.4 of the box: 4
    const module = gpu.createShaderModule({ code });
    const pipeline = gpu.createComputePipeline({ layout: "auto", compute: { module } });
    const entries = [{ binding: 0, resource: { buffer: particles.position } }];
    const group = gpu.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries });
    const encoder = gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(1);
    pass.end();
    gpu.queue.submit([encoder.finish()]);
    const after = await snapshot().take(() => scene.draw(camera));
    scene.dispose();
    const shown = [before, after].map((picture) => [isDrawn(picture, -2, 0), isDrawn(picture, 2, 0)]);
    expect(shown).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it("outlive scene and renderer, with their content", async () => {
    const dots = [{ at: [1, 1, 1] }] as const;
    const particles = drawnParticles(device(), dots);
    const other = await createRenderer(device().device);
    const target = new Snapshot(other, 64, 64);
    const scene = new ParticleScene(other, particles, box, plainLook);
    await target.take(() => scene.draw(camera));
    scene.dispose();
    scene.dispose();
    target.dispose();
    other.dispose();
    const { position } = packParticles(hostParticles(dots), box);
    expect(await readWords(device(), particles.position)).toEqual(position);
    device().device.queue.writeBuffer(particles.position, 0, new Uint32Array([1, 2, 3, 0]));
    expect([...(await readWords(device(), particles.position))]).toEqual([1, 2, 3, 0]);
  });
});
