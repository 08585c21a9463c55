import { describe, expect, it } from "vitest";
import type { Camera } from "three/webgpu";
import { fitCamera } from "../../src/render/fitCamera.ts";
import { surfaceScale } from "../../src/render/fluidSurface/fluidSurface.ts";
import { type Look, ParticleScene } from "../../src/render/particleScene.ts";
import { type Picture, Snapshot } from "../../src/render/snapshot.ts";
import type { Region } from "../../src/render/visibleRegion.ts";
import { useDevice } from "../support/device.ts";
import {
  box,
  colorOf,
  type Dot,
  drawnParticles,
  drawnPixels,
  frontCamera,
  isDrawn,
  pictureSize,
  pixelAt,
  pixelsPerLength,
  plainLook,
  usePictures,
} from "./drawnParticles.ts";

const device = useDevice();
const kinds = [
  { name: "water", radius: 1, role: "fluid" },
  { name: "wall", radius: 1, role: "container" },
  { name: "oil", radius: 1, role: "fluid" },
] as const;
const [water, wall, oil] = [0, 1, 2];
/** Of the sphere drawn for a lone particle of fluid. */
const reach = surfaceScale;

const pictures = usePictures(device);
const { renderer, snapshot } = pictures;

function sceneOf(dots: readonly Dot[], look: Partial<Look> = {}, region: Region = box): ParticleScene {
  const particles = drawnParticles(device(), dots, kinds);
  return new ParticleScene(renderer(), particles, region, { ...plainLook, style: "fluid", ...look });
}

async function pictureOf(
  dots: readonly Dot[],
  look?: Partial<Look>,
  { camera = frontCamera(), region }: { camera?: Camera; region?: Region } = {},
): Promise<Picture> {
  return pictures.pictureOf(sceneOf(dots, look, region), camera);
}

const at = (picture: Picture, x: number, y: number) => colorOf(picture, ...pixelAt(x, y));
const areEqual = (a: Picture, b: Picture) => Buffer.compare(a.data, b.data) === 0;
const brightness = (color: readonly number[]) => color.reduce((sum, part) => sum + part, 0) / 3;

describe("a lone sphere of fluid", () => {
  const area = Math.PI * (reach * pixelsPerLength) ** 2;

  it("covers its disc, and nothing else", async () => {
    const picture = await pictureOf([{ at: [1, 2, 0] }]);
    expect(Math.abs(drawnPixels(picture) / area - 1)).toBeLessThan(0.02);
    const margin = 1.5 / pixelsPerLength;
    expect(isDrawn(picture, 1 + reach - margin, 2)).toBe(true);
    expect(isDrawn(picture, 1 + reach + margin, 2)).toBe(false);
  });

  it("grows with radiusScale", async () => {
    const picture = await pictureOf([{ at: [0, 0, 0] }], { radiusScale: 2 });
    expect(Math.abs(drawnPixels(picture) / (4 * area) - 1)).toBeLessThan(0.02);
  });

  it("is as wide with perspective", async () => {
    const { camera } = fitCamera(box, 1, { view: "+z", isOrthographic: false });
    const picture = await pictureOf([{ at: [0, 0, 0] }], {}, { camera });
    const pixelsPerLengthThere = (camera.projectionMatrix.elements[5] * pictureSize) / 2 / camera.position.z;
    expect(Math.abs(drawnPixels(picture) / (Math.PI * (reach * pixelsPerLengthThere) ** 2) - 1)).toBeLessThan(
      0.02,
    );
  });

  it("is blue as water, or of the field's colour", async () => {
    const dots = [{ at: [0, 0, 0], amount: 1 }] as const;
    const [red, green, blue] = at(await pictureOf(dots), 0, 0);
    expect(blue).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(red);
    // The end of viridis is yellow.
    const tinted = at(await pictureOf(dots, { fluidTint: "field" }), 0, 0);
    expect(tinted[0]).toBeGreaterThan(tinted[2] + 20);
    expect(tinted[1]).toBeGreaterThan(tinted[2] + 20);
  });

  it("is left out where its kind is hidden, or where a slice cuts it away", async () => {
    const dots = [
      { at: [-3, 0, 0], kind: water },
      { at: [0, 0, 0], kind: wall },
      { at: [3, 0, 0], kind: oil },
    ] as const;
    const drawn = (picture: Picture) => dots.map((dot) => isDrawn(picture, dot.at[0], dot.at[1]));
    expect(drawn(await pictureOf(dots))).toEqual([true, true, true]);
    expect(drawn(await pictureOf(dots, { hidden: ["water"] }))).toEqual([false, true, true]);
    expect(drawn(await pictureOf(dots, { hidden: ["wall"] }))).toEqual([true, false, true]);
    expect(drawn(await pictureOf(dots, { slice: { axis: 0, at: 1 } }))).toEqual([true, true, false]);
  });
});

/** The sharpest bend of the brightness along the line from one sphere's middle to the other's. */
function sharpestBend(picture: Picture, y: number): number {
  const row = Array.from({ length: 2 * pixelsPerLength + 1 }, (_, k) =>
    brightness(at(picture, k / pixelsPerLength - 1, y)),
  );
  const bends = row.slice(4, -4).map((_, k) => Math.abs(row[k] - 2 * row[k + 4] + row[k + 8]));
  return Math.max(...bends);
}

describe("two spheres of fluid that overlap", () => {
  const dots = [{ at: [-0.8, 0, 0] }, { at: [0.8, 0, 0] }] as const;

  it("join in a smooth neck, where spheres have a crease", async () => {
    const spheres = await pictureOf(dots, { style: "spheres", radiusScale: reach });
    const fluid = await pictureOf(dots);
    expect(sharpestBend(spheres, 0)).toBeGreaterThan(10);
    expect(sharpestBend(fluid, 0)).toBeLessThan(sharpestBend(spheres, 0) / 3);
  });

  it("join so whatever their kinds", async () => {
    const same = await pictureOf(dots);
    const different = await pictureOf([dots[0], { ...dots[1], kind: oil }]);
    expect(areEqual(different, same)).toBe(true);
  });
});

describe("a solid", () => {
  /** A sheet of water; its surface lies 1.09 to 1.3 before the middle of its particles. */
  const sheet = Array.from({ length: 81 }, (_, k) => ({
    at: [(k % 9) - 4, Math.floor(k / 9) - 4, 0] as const,
    kind: water,
  }));
  /** Where the region is wider, fluid absorbs less on so short a way. */
  const clear = { region: { ...box, lengths: [80, 80, 80] } } as const;
  const solidAt = (z: number) => ({ at: [0, 0, z], kind: wall }) as const;
  const blueness = (color: readonly number[]) => color[2] - color[0];

  it("in front of fluid hides it", async () => {
    const alone = await pictureOf([solidAt(3)]);
    const both = await pictureOf([...sheet, solidAt(3)]);
    for (const x of [0, 0.5, 0.9]) expect(at(both, x, 0)).toEqual(at(alone, x, 0));
    expect(isDrawn(both, 1.1, 0)).toBe(true);
    expect(isDrawn(alone, 1.1, 0)).toBe(false);
  });

  it("that reaches out of fluid meets it at the depths of both", async () => {
    // The sphere comes out of a surface at 1.09 to 1.3 within 0.92 to 0.8 of its middle.
    const alone = await pictureOf([solidAt(0.7)]);
    const both = await pictureOf([...sheet, solidAt(0.7)]);
    for (const x of [0, 0.4, 0.75]) expect(at(both, x, 0)).toEqual(at(alone, x, 0));
    for (const x of [0.94, 0.97]) expect(at(both, x, 0)).not.toEqual(at(alone, x, 0));
  });

  it("behind fluid shines through, tinted", async () => {
    const color = at(await pictureOf(sheet, {}, clear), 0, 0);
    const grey = at(await pictureOf([solidAt(-3)]), 0, 0);
    const both = at(await pictureOf([...sheet, solidAt(-3)], {}, clear), 0, 0);
    expect(brightness(both)).toBeGreaterThan(brightness(color) + 5);
    expect(blueness(both)).toBeGreaterThan(blueness(grey) + 15);
  });

  it("within fluid is tinted by what fluid is before it alone", async () => {
    const shallow = await pictureOf([...sheet, solidAt(0)], {}, clear);
    const deep = await pictureOf([...sheet, solidAt(-3)], {}, clear);
    expect(blueness(at(deep, 0, 0))).toBeGreaterThan(blueness(at(shallow, 0, 0)) + 10);
  });
});

describe("a picture of another size", () => {
  it("shows the same fluid", async () => {
    const scene = sceneOf([{ at: [0, 0, 0] }]);
    const shares: number[] = [];
    for (const size of [200, 333, 64, 200]) {
      const other = new Snapshot(renderer(), size, size);
      const picture = await other.take(() => scene.draw(frontCamera()));
      shares.push(drawnPixels(picture) / size ** 2);
      other.dispose();
    }
    scene.dispose();
    renderer().setSize(pictureSize, pictureSize, false);
    device().check();
    const share = Math.PI * (reach / 10.8) ** 2;
    for (const found of shares) expect(Math.abs(found / share - 1)).toBeLessThan(0.06);
    expect(shares[3]).toBe(shares[0]);
  });
});

describe("the style", () => {
  it("can be taken up and left again", async () => {
    const dots = [{ at: [0, 0, 0] }] as const;
    const scene = sceneOf(dots, { style: "spheres" });
    const take = () => snapshot().take(() => scene.draw(frontCamera()));
    const spheres = await take();
    scene.setLook({ ...plainLook, style: "fluid" });
    expect(areEqual(await take(), await pictureOf(dots))).toBe(true);
    scene.setLook({ ...plainLook, style: "spheres" });
    expect(areEqual(await take(), spheres)).toBe(true);
    scene.dispose();
  });

  it("leaves the background in the very colour that was asked for", async () => {
    const picture = await pictureOf([{ at: [0, 0, 0] }], { background: "#0f141b" });
    expect(colorOf(picture, 0, 0)).toEqual([0x0f, 0x14, 0x1b]);
  });
});
