import { readFile } from "node:fs/promises";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import type { Download } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type Handle, standing, usePage } from "./browser.ts";

const scenario = "two-dimensional-melting";
const opened = usePage(`#${scenario}`);

async function press(action: string): Promise<void> {
  await opened().page.click(`[data-action=${action}]`);
}

/** What an action lets the browser save. */
async function downloadOf(action: () => Promise<unknown>): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([opened().page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), bytes: await contentOf(download) };
}

async function contentOf(download: Download): Promise<Uint8Array> {
  return new Uint8Array(await readFile(await download.path()));
}

async function pause(): Promise<void> {
  await opened().page.evaluate(() =>
    (globalThis as unknown as Handle).corpuscle.page.session?.playback.pause(),
  );
}

/** Resolves when the button of an action says this. */
async function untilButton(action: string, words: string): Promise<void> {
  await opened().page.waitForFunction(
    ([name, wanted]) =>
      new RegExp(wanted).test(document.querySelector(`[data-action=${name}]`)?.textContent ?? ""),
    [action, words] as const,
    { timeout: 60_000, polling: 50 },
  );
}

/** Size of a picture, and how many of its pixels have another colour than its corner. */
function picture(png: Uint8Array) {
  const { width, height, channels, data } = decode(png);
  let drawn = 0;
  for (let at = 0; at < data.length; at += channels) {
    if ([0, 1, 2].some((part) => Math.abs(data[at + part] - data[part]) > 20)) drawn++;
  }
  return { width, height, drawn };
}

async function startPictures(interval: string): Promise<void> {
  await press("pictures");
  await opened().page.getByLabel("Interval").fill(interval);
  await press("start-pictures");
}

afterEach(async () => {
  await pause();
  expect(opened().complaints).toEqual([]);
});

describe("Picture", () => {
  it("saves a PNG of the canvas with the particles on it", async () => {
    const { name, bytes } = await downloadOf(() => press("picture"));
    expect(name).toBe(`${scenario}-step-0.png`);
    const { width, height, drawn } = picture(bytes);
    const size = await opened().page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>("#page > canvas");
      return [canvas?.width, canvas?.height];
    });
    expect([width, height]).toEqual(size);
    expect(drawn).toBeGreaterThan(0.05 * width * height);
  });
});

describe("Pictures", () => {
  it("asks for an interval, a hundredth of the run at first, and does nothing where it is not given", async () => {
    const { page } = opened();
    await press("pictures");
    const steps = await page.evaluate(
      () =>
        ((globalThis as unknown as Handle).corpuscle.page.session?.scenario.run as { steps: number }).steps,
    );
    expect(Number(await page.getByLabel("Interval").inputValue())).toBe(Math.round(steps / 100));
    await page.getByRole("button", { name: "Cancel" }).click();
    expect(await page.locator("[data-action=pictures]").textContent()).toBe("● Pictures");
  });

  it("saves a zip archive with a picture of every multiple of the interval until it is stopped", async () => {
    await startPictures("7");
    await untilButton("pictures", "Stop \\([4-9]");
    const { name, bytes } = await downloadOf(() => press("pictures"));
    expect(name).toBe(`${scenario}-pictures.zip`);
    const files = unzipSync(bytes);
    const { frames } = JSON.parse(new TextDecoder().decode(files["frames.json"]));
    expect(frames.length).toBeGreaterThanOrEqual(4);
    const seen = new Set<string>();
    frames.forEach((frame: { file: string; step: number; time: { value: number } }, k: number) => {
      expect(frame.step).toBe(7 * k);
      expect(frame.time.value).toBeCloseTo(k * frames[1].time.value, 9);
      const { width, height, drawn } = picture(files[frame.file]);
      expect(drawn).toBeGreaterThan(0.05 * width * height);
      seen.add(Buffer.from(files[frame.file]).toString("base64"));
    });
    // The particles have moved from one to the next.
    expect(seen.size).toBe(frames.length);
    expect(Object.keys(files)).toHaveLength(frames.length + 1);
    expect(await opened().page.locator("[data-action=pictures]").textContent()).toBe("● Pictures");
  });

  it("end where the scenario starts anew: an archive holds one run", async () => {
    await startPictures("5");
    await untilButton("pictures", "Stop \\([1-9]");
    const { name } = await downloadOf(() => press("reset"));
    expect(name).toBe(`${scenario}-pictures.zip`);
    await standing(opened().page, scenario);
    expect(await opened().page.locator("[data-action=pictures]").textContent()).toBe("● Pictures");
  });
});

describe("Video", () => {
  it("saves what is seen between start and stop as a film", async () => {
    await press("play");
    await press("video");
    await untilButton("video", "Stop");
    await opened().page.waitForTimeout(1500);
    const { name, bytes } = await downloadOf(() => press("video"));
    expect(name).toMatch(new RegExp(`^${scenario}\\.(mp4|webm)$`));
    expect(bytes.length).toBeGreaterThan(1000);
    // What files of these formats begin with.
    const [at, mark] = name.endsWith("mp4") ? [4, "66747970"] : [0, "1a45dfa3"];
    expect(Buffer.from(bytes.subarray(at, at + 4)).toString("hex")).toBe(mark);
    expect(await opened().page.locator("[data-action=video]").textContent()).toBe("● Video");
  });
});
