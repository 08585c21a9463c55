import { Vector3 } from "three/webgpu";
import { describe, expect, it } from "vitest";
import { defaultView, fitCamera, viewNames } from "../../src/render/fitCamera.ts";
import type { Region } from "../../src/render/visibleRegion.ts";

const regions: readonly Region[] = [
  { dimensions: 3, lower: [-1, 2, 5], lengths: [1, 1, 1] },
  { dimensions: 3, lower: [0, 0, 0], lengths: [20, 1, 3] },
  { dimensions: 3, lower: [-4, -4, -40], lengths: [1, 2, 80] },
  { dimensions: 2, lower: [-3, 7, 0], lengths: [4, 0.5, 1] },
  { dimensions: 2, lower: [1e-6, 1e-6, 0], lengths: [1e-8, 3e-8, 1] },
];
const aspects = [0.5, 1, 1.7778, 3];

/** Corners as a camera sees them: x and y from −1 to 1 within the picture, z within near and far. */
function seenCorners(region: Region, aspect: number, options: Parameters<typeof fitCamera>[2]): Vector3[] {
  const { camera } = fitCamera(region, aspect, options);
  return [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => {
    const place = [0, 1, 2].map((axis) => {
      const isFlat = region.dimensions === 2 && axis === 2;
      return region.lower[axis] + ((corner >> axis) & 1 && !isFlat ? region.lengths[axis] : 0);
    });
    return new Vector3(...place).project(camera);
  });
}

describe("a fitted camera", () => {
  const cases = viewNames.flatMap((view) =>
    ([1, 2] as const).flatMap((up) => [true, false].map((isOrthographic) => ({ view, up, isOrthographic }))),
  );

  it.each(cases)(
    "sees all corners of any region from $view, up $up, orthographic $isOrthographic",
    (options) => {
      for (const region of regions) {
        for (const aspect of aspects) {
          for (const { x, y, z } of seenCorners(region, aspect, options)) {
            expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(1);
            expect(Math.abs(z)).toBeLessThanOrEqual(1);
          }
        }
      }
    },
  );

  it.each(cases)(
    "fills the picture but for a margin from $view, up $up, orthographic $isOrthographic",
    (options) => {
      for (const aspect of aspects) {
        const seen = seenCorners(regions[0], aspect, options);
        const reach = Math.max(...seen.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
        expect(reach).toBeGreaterThan(0.85);
      }
    },
  );

  it("has the axis that is asked for upwards in the picture", () => {
    for (const up of [1, 2] as const) {
      const { camera, target } = fitCamera(regions[0], 1, { view: "corner", isOrthographic: false, up });
      const above = target
        .clone()
        .setComponent(up, target.getComponent(up) + 0.5)
        .project(camera);
      expect(above.y).toBeGreaterThan(0.1);
      expect(Math.abs(above.x)).toBeLessThan(1e-6);
    }
  });

  it("looks at flat regions from the front", () => {
    expect(regions.map(defaultView)).toEqual(["corner", "corner", "corner", "+z", "+z"]);
  });
});
