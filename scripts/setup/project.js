import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Runs `npm ci` where node_modules is missing or older than the lock file. Throws where that fails.
 * @param {string} root folder of package.json
 */
export function ensureDependencies(root) {
  const installed = modifiedAt(join(root, "node_modules/.package-lock.json"));
  if (installed !== undefined && installed >= newestOf(root, ["package-lock.json"])) return;
  console.error("Setting up: npm ci, because node_modules is missing or older than package-lock.json.");
  npm(root, ["ci", "--no-audit", "--no-fund"]);
}

/**
 * Builds dist where it is missing or older than its sources. Throws where that fails.
 * @param {string} root folder of package.json
 */
export function ensureBuild(root) {
  if (buildIsFresh(root)) return;
  console.error("Setting up: npm run build, because dist is missing or older than src.");
  npm(root, ["run", "--silent", "build"]);
}

/**
 * Whether everything the build writes is newer than everything it reads.
 * @param {string} root folder of package.json
 */
export function buildIsFresh(root) {
  const programs = ["dist/corpuscle.js", "dist/index.js", "dist/node.js", "dist/types/index.d.ts"];
  const built = [...programs, "dist/page/index.html"].map((file) => modifiedAt(join(root, file)));
  const configurations = ["package.json", "vite.config.ts", "vite.page.config.ts", "tsconfig.json"];
  const sources = ["src", "validation", "scenarios", "index.html", ...configurations];
  const newest = newestOf(root, sources);
  return built.every((time) => time !== undefined && time >= newest);
}

/**
 * @param {string} root
 * @param {string[]} argumentList
 */
function npm(root, argumentList) {
  // Progress belongs on stderr: stdout is for the results of the command that follows.
  const { status } = spawnSync("npm", argumentList, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    throw new Error(`npm ${argumentList.join(" ")} failed; its messages stand above.`);
  }
}

/**
 * Latest modification of files and of everything under folders [ms]; missing ones do not count.
 * @param {string} root
 * @param {string[]} paths
 * @returns {number}
 */
function newestOf(root, paths) {
  return Math.max(
    ...paths.map((path) => {
      const full = join(root, path);
      const stat = statSync(full, { throwIfNoEntry: false });
      if (!stat) return 0;
      // A folder's own time counts as well: it changes when a file in it is deleted.
      return stat.isDirectory() ? Math.max(stat.mtimeMs, newestOf(full, readdirSync(full))) : stat.mtimeMs;
    }),
  );
}

/** @param {string} path */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
