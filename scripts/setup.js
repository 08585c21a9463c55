/**
 * Makes a fresh clone ready: dependencies, build, an adapter to compute on. Quick when nothing is to do.
 *
 * `--browser` sees to a browser as well, which tests of the page drive. `--dry-run` prints what would be installed if
 * there were no adapter and no browser, and changes nothing.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureAdapter } from "./setup/adapter.js";
import { ensureBrowser } from "./setup/browser.js";
import { ensureBuild, ensureDependencies } from "./setup/project.js";
import { nodeIsRecentEnough, oldestNode } from "./setup/plan.js";

/** @param {{ dryRun: boolean, needsBrowser: boolean }} options */
async function setUp({ dryRun, needsBrowser }) {
  if (!nodeIsRecentEnough(process.versions.node)) {
    throw new Error(
      `Corpuscle needs Node ${oldestNode.join(".")} or newer; this is ${process.versions.node}.`,
    );
  }
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  if (!dryRun) {
    ensureDependencies(root);
    ensureBuild(root);
  }
  await ensureAdapter(root, { dryRun });
  if (needsBrowser) ensureBrowser({ dryRun });
}

try {
  const isGiven = (/** @type {string} */ flag) => process.argv.includes(flag);
  await setUp({ dryRun: isGiven("--dry-run"), needsBrowser: isGiven("--browser") });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
