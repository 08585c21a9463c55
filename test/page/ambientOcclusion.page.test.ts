import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { type Handle, standing, usePage } from "./browser.ts";

const scenario = "crystal-minimisation";
const opened = usePage(`#${scenario}?view.colour=type`, { width: 960, height: 500 });

/** Screenshots are kept where they can be looked at. */
const output = join(import.meta.dirname, "../../out/page");
mkdirSync(output, { recursive: true });

/** Sum of all colours of the canvas. */
async function lightOfCanvas(name: string): Promise<number> {
  const picture = await opened().page.locator("#page > canvas").screenshot();
  writeFileSync(join(output, `${name}.png`), picture);
  const { data, channels } = decode(picture);
  return Array.from(data).reduce((sum, part, at) => (at % channels === 3 ? sum : sum + part), 0);
}

/** The same once it stays, a second long. */
async function steadyLight(name: string): Promise<number> {
  let [before, light] = [NaN, await lightOfCanvas(name)];
  while (light !== before) {
    await opened().page.waitForTimeout(1000);
    [before, light] = [light, await lightOfCanvas(name)];
  }
  return light;
}

/** The first picture of a look waits for its shaders. */
const patience = { timeout: 60_000, interval: 1000 };

const isOn = () => (globalThis as unknown as Handle).corpuscle.page.view.look.ambientOcclusion;

describe("ambient occlusion on the page", () => {
  it("is switched in the view's panel, darkens the picture, and goes as it came", async () => {
    const { page, complaints } = opened();
    const row = page.locator(".side .lil-controller", { hasText: "ambient occlusion" });
    expect(await row.getAttribute("title")).toContain("crevices");
    const before = await steadyLight("occlusion-off");
    await row.locator("input").check();
    expect(await page.evaluate(isOn)).toBe(true);
    // Most of the picture is background, which stays as it is.
    await expect.poll(() => lightOfCanvas("occlusion-on"), patience).toBeLessThan(0.995 * before);
    await page.locator(".side .lil-controller", { hasText: "orthographic" }).locator("input").check();
    expect(await steadyLight("occlusion-orthographic")).toBeGreaterThan(0);
    await page.locator(".side .lil-controller", { hasText: "orthographic" }).locator("input").uncheck();
    await row.locator("input").uncheck();
    await expect.poll(() => lightOfCanvas("occlusion-off-again"), patience).toBe(before);
    expect(complaints).toEqual([]);
  }, 200_000);

  it("goes with the address to another page", async () => {
    const { page, address, complaints } = opened();
    const row = page.locator(".side .lil-controller", { hasText: "ambient occlusion" });
    await row.locator("input").check();
    await page.waitForFunction(() => location.hash.includes("view.occlusion=on"));
    const other = await page.context().newPage();
    await other.goto(address + (await page.evaluate(() => location.hash)));
    await standing(other, scenario);
    expect(await other.evaluate(isOn)).toBe(true);
    await other.close();
    expect(complaints).toEqual([]);
  }, 120_000);

  it("is not offered where there is no depth", async () => {
    const { page } = opened();
    await page.evaluate(() =>
      (globalThis as unknown as Handle).corpuscle.openNamed("two-dimensional-melting"),
    );
    await standing(page, "two-dimensional-melting");
    expect(await page.locator(".side .lil-controller", { hasText: "ambient occlusion" }).count()).toBe(0);
  }, 120_000);
});
