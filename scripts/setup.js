/**
 * Makes a fresh clone ready: dependencies, build, an adapter to compute on. Quick when nothing is to do.
 *
 * `--dry-run` prints what would be installed if no adapter were found, and changes nothing.
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureAdapter } from "./setup/adapter.js";
import { ensureBuild, ensureDependencies } from "./setup/project.js";
import { nodeIsRecentEnough, oldestNode } from "./setup/plan.js";

/** @param {boolean} dryRun */
async function setUp(dryRun) {
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
}

try {
  await setUp(process.argv.includes("--dry-run"));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
