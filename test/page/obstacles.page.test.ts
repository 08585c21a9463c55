import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import type { Camera } from "three";
import { afterEach, describe, expect, it } from "vitest";
import { type Handle, usePage } from "./browser.ts";

// Coarse: a browser without a GPU computes it.
const opened = usePage("#dam-break-2d?setup.spacing=0.1");

/** Where a place of the scenario is on the screen [px]. */
function onScreen(x: number, y: number): Promise<[number, number]> {
  return opened().page.evaluate(
    ([px, py]) => {
      const { view } = (globalThis as unknown as Handle).corpuscle.page;
      const { canvas } = view;
      const { camera } = view as unknown as { camera: Camera };
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const place = camera.position.clone().set(px, py, 0).project(camera);
      return [left + ((place.x + 1) / 2) * width, top + ((1 - place.y) / 2) * height];
    },
    [x, y] as const,
  );
}

async function chooseTool(name: string): Promise<void> {
  await opened().page.evaluate((tool) => {
    const folder = [...document.querySelectorAll(".side .lil-title")].find((title) =>
      title.textContent?.startsWith("Hand"),
    )?.parentElement;
    const select = folder?.querySelector("select") as HTMLSelectElement;
    select.selectedIndex = [...select.options].findIndex(({ text }) => text === tool);
    select.dispatchEvent(new Event("change"));
  }, name);
}

/** Number and mean place of the particles of a material, the step, and names of the document's solids. */
function seen(material: string) {
  return opened().page.evaluate(async (name) => {
    const { session } = (globalThis as unknown as Handle).corpuscle.page;
    const { type, position } = await session!.configuration();
    const kind = session!.particles.kinds.findIndex((candidate) => candidate.name === name);
    const rows = [...type.keys()].filter((i) => type[i] === kind);
    const mean = [0, 1].map((axis) => rows.reduce((sum, i) => sum + position[3 * i + axis], 0) / rows.length);
    return { count: rows.length, mean, total: type.length, step: session!.course.step };
  }, material);
}

/** With shift held: presses at a place of the scenario, goes to another one, plays on, and lets go. */
async function drag(from: readonly [number, number], to: readonly [number, number], steps: number) {
  const { page } = opened();
  await page.keyboard.down("Shift");
  await page.mouse.move(...(await onScreen(...from)));
  await page.mouse.down();
  await page.waitForFunction(() => !document.querySelector(".busy"), undefined, { timeout: 60_000 });
  await page.waitForTimeout(1500);
  await page.mouse.move(...(await onScreen(...to)));
  await page.waitForTimeout(500);
  await page.evaluate(
    (count) => (globalThis as unknown as Handle).corpuscle.page.session?.playback.advance(count),
    steps,
  );
  await page.mouse.up();
  await page.keyboard.up("Shift");
}

afterEach(() => expect(opened().complaints).toEqual([]));

describe("obstacles in a fluid", () => {
  it("a body is dropped where the pointer is, while everything else goes on", async () => {
    const { page } = opened();
    await page.evaluate(() => (globalThis as unknown as Handle).corpuscle.page.session?.playback.advance(20));
    const before = await seen("water");
    await chooseTool("drop body");
    await drag([2.6, 2.2], [2.6, 2.2], 0);
    await expect.poll(async () => (await seen("dropped-1")).count, { timeout: 60_000 }).toBeGreaterThan(10);
    const [water, body] = [await seen("water"), await seen("dropped-1")];
    expect(water).toMatchObject({ count: before.count, mean: before.mean, step: before.step });
    expect(Math.abs(body.mean[0] - 2.6)).toBeLessThan(0.06);
    expect(Math.abs(body.mean[1] - 2.2)).toBeLessThan(0.06);
  });

  it("it falls, and a hand lifts it again", async () => {
    const { page } = opened();
    await page.evaluate(() =>
      (globalThis as unknown as Handle).corpuscle.page.session?.playback.advance(150),
    );
    const fallen = await seen("dropped-1");
    expect(fallen.mean[1]).toBeLessThan(2.19);
    await chooseTool("move solid");
    const [x, y] = fallen.mean;
    await drag([x, y], [x - 0.5, y + 0.4], 400);
    const lifted = await seen("dropped-1");
    expect(lifted.mean[0]).toBeLessThan(x - 0.2);
    expect(lifted.mean[1]).toBeGreaterThan(y + 0.1);
  });

  it("a solid that stood is taken too, and its document says so: the tank", async () => {
    const before = await seen("tank");
    await drag([-0.1, 1], [-0.1, 1.5], 100);
    const after = await seen("tank");
    expect(after.total).toBe(before.total);
    expect(after.mean[1]).toBeGreaterThan(before.mean[1] + 0.02);
    const solids = await opened().page.evaluate(
      () => (globalThis as unknown as Handle).corpuscle.page.session?.scenario.setup,
    );
    expect(solids).toMatchObject({ solids: [{ name: "tank", motion: { kind: "held" } }, {}] });
  });

  it("what is saved says so, and holds the state for the new document", async () => {
    const { page } = opened();
    const [download] = await Promise.all([
      page.waitForEvent("download", (d) => d.suggestedFilename().endsWith(".zip")),
      page.click("[data-action=save]"),
    ]);
    const { "run.json": run } = unzipSync(await readFile(await download.path()));
    const { notices, scenario } = JSON.parse(new TextDecoder().decode(run));
    expect(notices.join()).toMatch(/by hand/);
    expect(scenario.setup.solids.map(({ name }: { name: string }) => name)).toEqual(["tank", "dropped-1"]);
  });
});
