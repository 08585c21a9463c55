/**
 * Paints a picture of every scenario for the page's gallery, with the built command line.
 *
 * `npm run thumbnails` paints all of them, `npm run thumbnails -- dam-break-2d couette` these alone.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { thumbnails } from "./thumbnails/table.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "src/app/gallery/thumbnails");
const program = process.env.CORPUSCLE ?? join(root, "dist/corpuscle.js");

const scenarios = readdirSync(join(root, "scenarios"))
  .filter((name) => name.endsWith(".json") && name !== "schema.json")
  .map((name) => name.slice(0, -".json".length));

const missing = scenarios.filter((name) => !(name in thumbnails));
if (missing.length > 0) console.error(`No entry in scripts/thumbnails/table.js: ${missing.join(", ")}`);

const wanted = process.argv.slice(2);
mkdirSync(target, { recursive: true });
for (const name of scenarios.filter((name) => wanted.length === 0 || wanted.includes(name))) {
  try {
    paint(name);
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

/** @param {string} name of a scenario */
function paint(name) {
  const { set = {}, options = [] } = thumbnails[name] ?? {};
  const assignments = Object.entries(set).flatMap(([path, value]) => ["--set", `${path}=${value}`]);
  const folder = mkdtempSync(join(tmpdir(), "corpuscle-thumbnail-"));
  try {
    const started = performance.now();
    const scenario = join(root, "scenarios", `${name}.json`);
    const small = ["--last", "--colors", "128", "--quiet", "--size", "480x300", "--out", folder];
    const argumentList = [program, "render", scenario, ...small, ...assignments, ...options];
    execFileSync(process.execPath, argumentList, { stdio: ["ignore", "inherit", "inherit"] });
    const file = join(target, `${name}.png`);
    copyFileSync(join(folder, "frame-00000.png"), file);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${name}.png: ${Math.round(statSync(file).size / 1000)} kB, ${seconds} s`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
