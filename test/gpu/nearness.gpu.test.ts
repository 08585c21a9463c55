import { expect, test } from "vitest";
import { byPaths } from "../../src/gpu/nearness.ts";
import { clusterRows, particleRows } from "../../src/gpu/rowLayout.ts";
import { useDevice } from "../support/device.ts";
import { makeBox, makeModel, particlesAt } from "../support/models.ts";
import { Neighbourhood } from "../support/neighbourhood.ts";

const device = useDevice();
const box = makeBox([5, 0.2, 0.2], ["open", "open", "open"]);
const limit = 0.5;
const listRadius = 1;
/** The last word of those who go nowhere but may stray by most of the limit. */
const straying = 230 * 2 ** 24;
const leeway = (230 / 255) * limit;
const each = 16;

/** Particles that stay for good, and others so far from them. */
async function rowsWithGap(gap: number, layout: typeof clusterRows) {
  const position = Float64Array.from({ length: 6 * each }, (_, k) => {
    const i = Math.floor(k / 3);
    if (k % 3 !== 0) return box.lower[k % 3] + 0.1 + 0.001 * i;
    return box.lower[0] + 1 + (i < each ? 0 : gap);
  });
  const particles = particlesAt(position, makeModel(box));
  const type = particles.type.map((_, i) => (i < each ? 0 : straying));
  const neighbourhood = await Neighbourhood.create(
    device(),
    box,
    { ...particles, type },
    {
      listRadius,
      cellWidths: { across: 0.1, along: 0.1 },
      layout,
      nearness: byPaths(limit),
    },
  );
  await neighbourhood.sort();
  const { rows } = await neighbourhood.buildList();
  neighbourhood.destroy();
  return rows;
}

test.each([
  ["clusters", clusterRows],
  ["single particles", particleRows],
])(
  "who stays has those in its row who may stray towards it, and nobody further away, in rows of %s",
  async (_, layout) => {
    const near = await rowsWithGap(listRadius + leeway - 0.03, layout);
    const far = await rowsWithGap(listRadius + leeway + 0.03, layout);
    const others = (row: Uint32Array) => [...row].filter((index) => index >= each).length;
    expect(near.slice(0, each).map(others)).toEqual(Array(each).fill(each));
    expect(far.slice(0, each).map(others)).toEqual(Array(each).fill(0));
  },
);
