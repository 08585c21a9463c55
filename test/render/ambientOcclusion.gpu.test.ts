import type { Camera } from "three/webgpu";
import { describe, expect, it } from "vitest";
import { fitCamera } from "../../src/render/fitCamera.ts";
import { type Look, ParticleScene } from "../../src/render/particleScene.ts";
import { type Picture, Snapshot } from "../../src/render/snapshot.ts";
import { useDevice } from "../support/device.ts";
import {
  box,
  colorOf,
  type Dot,
  drawnParticles,
  frontCamera,
  pixelAt,
  plainLook,
  usePictures,
} from "./drawnParticles.ts";

const device = useDevice();
const pictures = usePictures(device);
const { renderer, snapshot } = pictures;

const kinds = [
  { name: "A", radius: 1, role: "particle" },
  { name: "B", radius: 1, role: "particle" },
] as const;

function sceneOf(dots: readonly Dot[], look: Partial<Look> = {}, dimensions: 2 | 3 = 3): ParticleScene {
  const particles = { ...drawnParticles(device(), dots, kinds), box: { ...box, dimensions } };
  return new ParticleScene(renderer(), particles, box, { ...plainLook, ...look });
}

async function pictureOf(
  dots: readonly Dot[],
  look?: Partial<Look>,
  { camera = frontCamera() as Camera, dimensions = 3 as 2 | 3 } = {},
): Promise<Picture> {
  return pictures.pictureOf(sceneOf(dots, look, dimensions), camera);
}

const on = { ambientOcclusion: true } as const;
const areEqual = (a: Picture, b: Picture) => Buffer.compare(a.data, b.data) === 0;
const brightness = (color: readonly number[]) => color.reduce((sum, part) => sum + part, 0);

/** Mean brightness of a square of pixels about a place. */
function brightnessAt(picture: Picture, x: number, y: number): number {
  const [column, row] = pixelAt(x, y);
  let sum = 0;
  for (let k = 0; k < 49; k++) {
    sum += brightness(colorOf(picture, column - 3 + (k % 7), row - 3 + Math.floor(k / 7)));
  }
  return sum / 49;
}

/** How bright a place is with occlusion, as a share of what it is without. */
async function shareAt(
  dots: readonly Dot[],
  [x, y]: readonly [number, number],
  look: Partial<Look> = {},
  camera?: Camera,
): Promise<number> {
  const without = await pictureOf(dots, look, { camera });
  const occluded = await pictureOf(dots, { ...look, ...on }, { camera });
  return brightnessAt(occluded, x, y) / brightnessAt(without, x, y);
}

const touching: readonly Dot[] = [
  { at: [-1, 0, 0], amount: 1 },
  { at: [1, 0, 0], amount: 1, kind: 1 },
];
/** Just beside the place where two spheres touch. */
const crevice = [0.15, 0] as const;
const perspective = fitCamera(box, 1, { view: "+z", isOrthographic: false }).camera;

describe("ambient occlusion", () => {
  it.each([
    ["without perspective", frontCamera()],
    ["with perspective", perspective],
  ])("makes a crevice between two touching spheres darker, %s", async (_, camera) => {
    expect(await shareAt(touching, crevice, {}, camera)).toBeLessThan(0.8);
  });

  it("leaves a lone sphere that faces the camera its colour", async () => {
    for (const place of [
      [0, 0],
      [0.7, 0],
      [-0.5, 0.5],
      [0, -0.8],
    ] as const) {
      const share = await shareAt([{ at: [0, 0, 0], amount: 1 }], place);
      expect(Math.abs(share - 1)).toBeLessThan(0.02);
    }
  });

  it("leaves a sphere its colour far from others, beside them or behind", async () => {
    const far: readonly Dot[] = [
      { at: [-3, 0, -4.5], amount: 1 },
      { at: [2, 0, 3], amount: 1 },
    ];
    for (const place of [
      [-3, 0],
      [2, 0],
    ] as const) {
      expect(Math.abs((await shareAt(far, place)) - 1)).toBeLessThan(0.02);
    }
  });

  it("grows with the spheres: the same spheres twice as large are as dark in the crevice", async () => {
    const large = touching.map((dot) => ({ ...dot, at: [2 * dot.at[0], 0, 0] as const }));
    const small = await shareAt(touching, crevice);
    const twice = await shareAt(large, [2 * crevice[0], 0], { radiusScale: 2 });
    expect(Math.abs(twice - small)).toBeLessThan(0.05);
  });

  it("leaves out what is hidden, and what a slice cuts away", async () => {
    const beside = [-0.15, 0] as const;
    expect(await shareAt(touching, beside)).toBeLessThan(0.8);
    expect(Math.abs((await shareAt(touching, beside, { hidden: ["B"] })) - 1)).toBeLessThan(0.02);
    const slice = { axis: 0, at: 0.5 } as const;
    expect(Math.abs((await shareAt(touching, beside, { slice })) - 1)).toBeLessThan(0.02);
  });

  it("leaves background and lines as they are", async () => {
    const look = { showOutline: true, background: "#204060" };
    const hidden = { ...look, hidden: ["A", "B"] };
    const nothing = await pictureOf(touching, hidden);
    expect(areEqual(nothing, await pictureOf(touching, { ...hidden, ...on }))).toBe(true);
    const shown = await pictureOf(touching, { ...look, ...on });
    const plain = await pictureOf(touching, look);
    for (const [x, y] of [
      [-5, 0],
      [0, 5],
      [3, 3],
    ]) {
      expect(colorOf(shown, ...pixelAt(x, y))).toEqual(colorOf(plain, ...pixelAt(x, y)));
    }
  });

  it("leaves the marked particle its colour", async () => {
    const look = { selected: 1 };
    const behind: readonly Dot[] = [{ at: [0, 0, -2], amount: 1 }, ...touching];
    const without = await pictureOf(behind, look);
    const occluded = await pictureOf(behind, { ...look, ...on });
    expect(colorOf(occluded, ...pixelAt(0, 0))).toEqual(colorOf(without, ...pixelAt(0, 0)));
  });

  it("changes nothing of points, of flat pictures, and of spheres once it is off again", async () => {
    const points = { style: "points" } as const;
    expect(areEqual(await pictureOf(touching, points), await pictureOf(touching, { ...points, ...on }))).toBe(
      true,
    );
    const flat = { dimensions: 2 } as const;
    expect(areEqual(await pictureOf(touching, {}, flat), await pictureOf(touching, on, flat))).toBe(true);
    const scene = sceneOf(touching, on);
    await snapshot().take(() => scene.draw(frontCamera()));
    scene.setLook({ ...plainLook, ambientOcclusion: false });
    const off = await pictures.pictureOf(scene, frontCamera());
    expect(areEqual(off, await pictureOf(touching))).toBe(true);
  });

  it("follows the size of the picture, and cameras of either kind, from one picture to the next", async () => {
    const scene = sceneOf(touching, on);
    const first = await snapshot().take(() => scene.draw(frontCamera()));
    const small = new Snapshot(renderer(), 108, 108);
    await small.take(() => scene.draw(perspective));
    small.dispose();
    renderer().setSize(snapshot().width, snapshot().height, false);
    const again = await pictures.pictureOf(scene, frontCamera());
    expect(areEqual(first, again)).toBe(true);
  });
});
