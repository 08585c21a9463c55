import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { decodeNpz } from "../../src/formats/npz.ts";
import { type Handle, standing, usePage } from "./browser.ts";

const opened = usePage("#two-dimensional-melting");
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "corpuscle-page-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** SwiftShader's driver: the adapter that the browser of these tests computes on. */
const swiftShader = "/usr/lib/chromium/vk_swiftshader_icd.json";

type Arrays = ReturnType<typeof decodeNpz>;

/** The state after some steps on the page, from what it saves. */
async function stateOnPage(name: string, steps: number): Promise<Arrays> {
  const { page } = opened();
  // As --steps does for the command line: where ramps of temperature end depends on it.
  await page.evaluate(
    ([next, count]) =>
      void (globalThis as unknown as Handle).corpuscle.openNamed(next as string, [`run.steps=${count}`]),
    [name, steps] as const,
  );
  await standing(page, name);
  await page.evaluate(
    (count) => (globalThis as unknown as Handle).corpuscle.page.session?.playback.advance(count),
    steps,
  );
  const [download] = await Promise.all([
    page.waitForEvent("download", (saved) => saved.suggestedFilename().endsWith(".zip")),
    page.click("[data-action=save]"),
  ]);
  return decodeNpz(unzipSync(await readFile(await download.path()))["checkpoint.npz"], "page");
}

/** The same from the command line, on the same adapter. */
function stateOfCommandLine(name: string, steps: number): Arrays {
  const out = join(folder, name);
  const scenario = join(root, "scenarios", `${name}.json`);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, "dist/corpuscle.js"), "run", scenario, "--steps", String(steps), "--out", out, "--quiet"],
    { encoding: "utf8", env: { ...process.env, VK_ICD_FILENAMES: swiftShader } },
  );
  expect(stderr).not.toMatch(/error/i);
  expect(status).toBe(0);
  return decodeNpz(readFileSync(join(out, "checkpoint.npz")), "command line");
}

describe("50 steps on the page", () => {
  it.each(["two-dimensional-melting", "binary-glass", "poiseuille", "elliptical-drop"])(
    "of %s leave the bits of 50 steps of the command line on the same adapter",
    async (name) => {
      const page = await stateOnPage(name, 50);
      const commandLine = stateOfCommandLine(name, 50);
      const names = ["engine.position", "engine.velocity", "engine.tag"];
      for (const array of names) {
        expect(page[array].data.length, array).toBe(commandLine[array].data.length);
        expect(Buffer.compare(bytesOf(page[array]), bytesOf(commandLine[array])), array).toBe(0);
      }
    },
    180_000,
  );
});

function bytesOf({ data }: Arrays[string]): Buffer {
  return Buffer.from(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
}
