import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { type Handle, standing, usePage } from "./browser.ts";

const scenarios = readdirSync(join(import.meta.dirname, "../../scenarios"))
  .filter((name) => name.endsWith(".json") && name !== "schema.json")
  .map((name) => basename(name, ".json"));

/** Screenshots are kept where they can be looked at. */
const output = join(import.meta.dirname, "../../out/page");
mkdirSync(output, { recursive: true });

// A small page: what SwiftShader takes for a picture grows with its pixels.
const opened = usePage("#taylor-green", { width: 480, height: 420 });

/** Pixels of the picture's middle that differ from its most frequent colour. */
function drawnPixels(png: Uint8Array): number {
  const { width, height, data, channels } = decode(png);
  const colors = new Map<number, number>();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [r, g, b] = [0, 1, 2].map((channel) => data[channels * pixel + channel] >> 3);
    const color = (r << 10) | (g << 5) | b;
    colors.set(color, (colors.get(color) ?? 0) + 1);
  }
  return width * height - Math.max(...colors.values());
}

describe("every scenario of the gallery", () => {
  it.each(scenarios)(
    "%s runs 20 frames without a complaint, and its particles are seen",
    async (name) => {
      const { page, complaints } = opened();
      complaints.length = 0;
      await page.evaluate((next) => void (globalThis as unknown as Handle).corpuscle.openNamed(next), name);
      await standing(page, name);
      await page.selectOption("[aria-label='Steps per frame']", "1");
      await page.click("[data-action=play]");
      await page.waitForFunction(
        () => {
          const { session } = (globalThis as unknown as Handle).corpuscle.page;
          return session && (session.course.step >= 20 || session.course.isComplete);
        },
        undefined,
        { timeout: 280_000, polling: 100 },
      );
      await page.evaluate(() => (globalThis as unknown as Handle).corpuscle.page.session?.playback.pause());
      const picture = await page.locator("#page > canvas").screenshot();
      writeFileSync(join(output, `${name}.png`), picture);
      expect(drawnPixels(picture)).toBeGreaterThan(1000);
      expect(complaints).toEqual([]);
    },
    300_000,
  );
});
