import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, it } from "vitest";
import { type Handle, standing, usePage } from "./browser.ts";

// A scenario that even a browser without a GPU computes many steps a second of.
const scenario = "two-dimensional-melting";
const opened = usePage(`#${scenario}`);

function step(): Promise<number> {
  return opened().page.evaluate(
    () => (globalThis as unknown as Handle).corpuscle.page.session?.course.step ?? -1,
  );
}

async function press(action: string): Promise<void> {
  await opened().page.click(`[data-action=${action}]`);
}

/** Resolves when the course is at a step of which this is true. */
async function untilStep(test: "many" | "none", than = 0): Promise<void> {
  await opened().page.waitForFunction(
    ([wanted, least]) => {
      const at = (globalThis as unknown as Handle).corpuscle.page.session?.course.step ?? -1;
      return wanted === "many" ? at > (least as number) : at === 0;
    },
    [test, than] as const,
    { timeout: 60_000, polling: 50 },
  );
}

async function pause(): Promise<void> {
  await opened().page.evaluate(() =>
    (globalThis as unknown as Handle).corpuscle.page.session?.playback.pause(),
  );
}

/** The input of a field of the scenario's panel, by its label. */
function field(label: string) {
  return opened().page.locator(".side .lil-controller", { hasText: label }).locator("input").first();
}

afterEach(async () => {
  await pause();
  expect(opened().complaints).toEqual([]);
});

describe("the controls of the page", () => {
  it("play and pause: steps go on, and stand", async () => {
    await press("play");
    await untilStep("many", 3);
    await press("play");
    await pause();
    const stood = await step();
    await opened().page.waitForTimeout(300);
    expect(await step()).toBe(stood);
  });

  it("step does a single one, by the button and by its key", async () => {
    const before = await step();
    await press("step");
    await untilStep("many", before);
    await opened().page.locator("#page > canvas").focus();
    await opened().page.keyboard.press(".");
    await untilStep("many", before + 1);
    expect(await step()).toBe(before + 2);
  });

  it("reset goes back to the start", async () => {
    await press("reset");
    await untilStep("none");
  });

  it("a live parameter changes while the particles stay where they are", async () => {
    const from = await step();
    await press("step");
    await untilStep("many", from);
    const before = await step();
    const skin = field("skin");
    await skin.fill("0.35");
    await skin.press("Enter");
    await opened().page.waitForFunction(() => location.hash.includes("solver.skin=0.35"), undefined, {
      timeout: 30_000,
    });
    await standing(opened().page, scenario);
    expect(await step()).toBe(before);
    const value = await opened().page.evaluate(
      () => (globalThis as unknown as Handle).corpuscle.page.session?.scenario.solver,
    );
    expect(value).toMatchObject({ skin: 0.35 });
  });

  it("an invalid value is refused with the message of the command line, and nothing changes", async () => {
    const skin = field("skin");
    await skin.fill("-1");
    await skin.press("Enter");
    const notice = opened().page.locator(".notices", { hasText: "solver.skin" });
    await notice.waitFor({ timeout: 30_000 });
    expect(await notice.textContent()).toMatch(/solver\.skin: .*got -1/);
    expect(await opened().page.evaluate(() => location.hash)).toContain("solver.skin=0.35");
  });

  it("the address reproduces scenario, changes and view in another page", async () => {
    const { page, address } = opened();
    const link = await page.evaluate(() => location.hash);
    const other = await page.context().newPage();
    await other.goto(address + link);
    await standing(other, scenario);
    const seen = (target: typeof page) =>
      target.evaluate(() => {
        const { session, view } = (globalThis as unknown as Handle).corpuscle.page;
        return {
          scenario: session?.scenario,
          colour: view.look.colorBy,
          camera: view.cameraText,
          hash: location.hash,
        };
      });
    expect(await seen(other)).toEqual(await seen(page));
    await other.close();
  });

  it("a click on a particle shows its numbers and marks it, until it is followed no longer", async () => {
    const { page } = opened();
    const canvas = page.locator("#page > canvas");
    const { width, height } = (await canvas.boundingBox()) ?? { width: 0, height: 0 };
    const card = page.locator(".particle-card");
    // Between discs there is nothing to click on: somewhere along a line there is.
    for (let k = 0; k < 20 && !(await card.isVisible()); k++) {
      await canvas.click({ position: { x: width / 2 + 3 * k, y: height / 2 } });
      await page.waitForTimeout(300);
    }
    await page.waitForFunction(() =>
      /particle \d+/.test(document.querySelector(".particle-card")?.textContent ?? ""),
    );
    expect(await card.textContent()).toMatch(/speed/);
    expect(await card.textContent()).toMatch(/displacement/);
    const marked = () =>
      page.evaluate(() => (globalThis as unknown as Handle).corpuscle.page.view.look.selected);
    await expect
      .poll(async () => (await card.textContent())?.includes(`particle ${await marked()}`))
      .toBe(true);

    const camera = () =>
      page.evaluate(() => (globalThis as unknown as Handle).corpuscle.page.view.cameraText);
    const before = await camera();
    await card.getByRole("checkbox").check();
    await page.waitForTimeout(500);
    await press("play");
    await expect.poll(camera, { timeout: 30_000 }).not.toBe(before);
    await press("play");
    await pause();
    await card.getByRole("button").click();
    expect(await marked()).toBeUndefined();
  });

  it("saves the document, and a run folder with checkpoint, in one press", async () => {
    const { page } = opened();
    const downloads = [
      page.waitForEvent("download"),
      page.waitForEvent("download", (d) => d.suggestedFilename().endsWith(".zip")),
    ];
    await press("save");
    const [document, folder] = await Promise.all(downloads);
    expect(document.suggestedFilename()).toBe(`${scenario}.json`);
    expect(JSON.parse(await readFile(await document.path(), "utf8"))).toMatchObject({
      solver: { skin: 0.35 },
    });
    const files = unzipSync(await readFile(await folder.path()));
    expect(Object.keys(files)).toEqual(expect.arrayContaining(["run.json", "checkpoint.npz"]));
  });

  it("a saved state that is dropped goes on from its step", async () => {
    const { page } = opened();
    const before = await step();
    const [download] = await Promise.all([
      page.waitForEvent("download", (d) => d.suggestedFilename().endsWith(".zip")),
      press("save"),
    ]);
    const content = [...(await readFile(await download.path()))];
    await press("reset");
    await untilStep("none");
    const transfer = await page.evaluateHandle((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "state.zip"));
      return data;
    }, content);
    await page.dispatchEvent("#page", "drop", { dataTransfer: transfer });
    await untilStep("many", before - 1);
    expect(await step()).toBe(before);
  });

  it("the check compares every pass with the float64 reference, and all pass", async () => {
    const { page } = opened();
    await press("check");
    const verdict = page.locator("dialog.check [data-verdict]");
    await verdict.waitFor({ timeout: 170_000 });
    expect(await verdict.getAttribute("data-verdict")).toBe("All passed");
    expect(await page.locator("dialog.check tbody tr").count()).toBeGreaterThan(5);
    await page.click("dialog.check button");
  }, 200_000);

  it("the gallery finds scenarios by a word, and opens them", async () => {
    const { page } = opened();
    await press("gallery");
    await page.fill("dialog.gallery input", "glass");
    const cards = page.locator(".scenario-card:visible");
    expect(await cards.count()).toBe(1);
    await cards.click();
    await standing(page, "binary-glass");
  });

  it("a hand moves particles, and what is saved then says so", async () => {
    const { page } = opened();
    const box = (await page.locator("#page > canvas").boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.keyboard.down("Shift");
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let k = 1; k <= 5; k++) {
      await page.mouse.move(x + 12 * k, y);
      await page.waitForTimeout(150);
    }
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const [download] = await Promise.all([
      page.waitForEvent("download", (d) => d.suggestedFilename().endsWith(".zip")),
      press("save"),
    ]);
    const { "run.json": run } = unzipSync(await readFile(await download.path()));
    expect(JSON.parse(new TextDecoder().decode(run)).notices.join()).toMatch(/moved by hand/);
  });
});

describe("a narrow page", () => {
  it("shows canvas and controls without running over its sides", async () => {
    const { page } = opened();
    await page.setViewportSize({ width: 390, height: 760 });
    await page.waitForTimeout(500);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    const canvas = await page.locator("#page > canvas").boundingBox();
    expect(canvas?.height).toBeGreaterThan(150);
    await page.setViewportSize({ width: 960, height: 600 });
  });
});

describe("a device that is out of memory", () => {
  it("is told with a way out, and the run stands where it was", async () => {
    const { page } = opened();
    const before = await step();
    await page.evaluate(() => {
      const { device } = (globalThis as unknown as Handle).corpuscle.page.context;
      const error = new GPUOutOfMemoryError("a buffer could not be made");
      device.dispatchEvent(new GPUUncapturedErrorEvent("uncapturederror", { error }));
    });
    await press("step");
    const notice = page.locator(".notices", { hasText: "The graphics memory does not hold this" });
    await notice.waitFor({ timeout: 30_000 });
    expect(await notice.textContent()).toMatch(/Take fewer particles/);
    expect(await step()).toBe(before);
    await notice.getByRole("button", { name: "Start again" }).click();
    await untilStep("none");
    await press("step");
    await untilStep("many");
  });
});

describe("a lost device", () => {
  it("is replaced, and the run goes on from the state that was kept", async () => {
    const { page } = opened();
    await page.evaluate(() =>
      (globalThis as unknown as Handle).corpuscle.openNamed("two-dimensional-melting"),
    );
    await standing(page, scenario);
    await page.evaluate(async () => {
      const laboratory = (globalThis as unknown as Handle).corpuscle;
      await laboratory.page.session?.playback.advance(5);
      await laboratory.keepState();
      laboratory.page.context.device.destroy();
    });
    await page.waitForFunction(
      () => (globalThis as unknown as Handle).corpuscle.page.session?.course.step === 5,
      undefined,
      { timeout: 60_000 },
    );
    await page.locator(".notices", { hasText: "goes on from step 5" }).waitFor();
  });
});

describe("a browser without WebGPU", () => {
  it("says so on the page, with ways out, and throws nothing", async () => {
    const { page, address } = opened();
    const other = await page.context().newPage();
    const errors: string[] = [];
    other.on("pageerror", (error) => errors.push(error.message));
    await other.addInitScript(() => {
      delete (Object.getPrototypeOf(navigator) as { gpu?: unknown }).gpu;
    });
    await other.goto(address);
    await other.locator("[role=alert]", { hasText: "has no WebGPU" }).waitFor();
    expect(errors).toEqual([]);
    await other.close();
  });

  it("tells a missing adapter from that", async () => {
    const { page, address } = opened();
    const other = await page.context().newPage();
    await other.addInitScript(() => {
      navigator.gpu.requestAdapter = () => Promise.resolve(null);
    });
    await other.goto(address);
    await other.locator("[role=alert]", { hasText: "No graphics adapter" }).waitFor();
    await other.close();
  });
});
