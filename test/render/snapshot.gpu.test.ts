import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/render/createRenderer.ts";
import { ParticleScene } from "../../src/render/particleScene.ts";
import { Snapshot } from "../../src/render/snapshot.ts";
import { useDevice } from "../support/device.ts";
import { box, colorOf, drawnParticles, drawnPixels, frontCamera, plainLook } from "./drawnParticles.ts";

const device = useDevice();

describe("a snapshot", () => {
  it("is of its own size, also where rows need padding, and one does not disturb another", async () => {
    const renderer = await createRenderer(device().device);
    const particles = drawnParticles(device(), [{ at: [0, 0, 0], amount: 1 }]);
    const scene = new ParticleScene(renderer, particles, box, plainLook);
    for (const size of [64, 100, 64, 33]) {
      const snapshot = new Snapshot(renderer, size, size);
      const picture = await snapshot.take(() => scene.draw(frontCamera()));
      expect(picture).toMatchObject({ width: size, height: size });
      expect(picture.data).toHaveLength(4 * size * size);
      const area = Math.PI * (size / 10.8) ** 2;
      expect(Math.abs(drawnPixels(picture) / area - 1)).toBeLessThan(0.15);
      snapshot.dispose();
      // Whatever is drawn next goes to the screen again.
      expect(renderer.getRenderTarget()).toBeNull();
    }
    scene.dispose();
    renderer.dispose();
    device().check();
  });

  it("has the background in the very colour that was asked for", async () => {
    const renderer = await createRenderer(device().device);
    const particles = drawnParticles(device(), [{ at: [0, 0, 0], amount: 1 }]);
    const scene = new ParticleScene(renderer, particles, box, { ...plainLook, background: "#0f141b" });
    const snapshot = new Snapshot(renderer, 32, 32);
    const picture = await snapshot.take(() => scene.draw(frontCamera()));
    expect(colorOf(picture, 0, 0)).toEqual([0x0f, 0x14, 0x1b]);
    scene.dispose();
    snapshot.dispose();
    renderer.dispose();
  });
});
