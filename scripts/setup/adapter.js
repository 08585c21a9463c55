import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { aptSystem } from "./apt.js";
import { addBackports, majorVersion, oldestMesa, parseOffers, planMesa, planPrivilege } from "./plan.js";

const guidance = `No WebGPU adapter was found. Runs use the float64 reference on the CPU, which is slower; tests of GPU passes will fail.
To get one, either install the Vulkan driver of this machine's GPU, or a software driver:
  Debian 12:                      add bookworm-backports to the apt sources, then as root
                                  apt-get install -t bookworm-backports mesa-vulkan-drivers libvulkan1
  Debian 13, Ubuntu 24.04, newer: as root, apt-get install mesa-vulkan-drivers libvulkan1
  elsewhere:                      Mesa ${oldestMesa} or newer with its llvmpipe Vulkan driver (lavapipe)
Then see what there is with: npx corpuscle devices`;

/**
 * Sees to it that there is an adapter: where none is found, installs a software Vulkan driver if apt is there
 * and root may be had, and else says how to get one. It never fails: the float64 reference needs no adapter.
 *
 * @param {string} root folder of package.json
 * @param {{ dryRun: boolean }} options dryRun takes no adapter for granted, prints the commands and runs none
 */
export async function ensureAdapter(root, { dryRun }) {
  if (!dryRun && hasAdapter(root)) return;
  const system = aptSystem(dryRun);
  if (system.exists && (await becomeRoot(system))) {
    if (installMesa(system) && !dryRun && hasAdapter(root)) return;
    if (installSwiftShader(system) && !dryRun && hasAdapter(root)) return;
  }
  console.error(guidance);
}

/**
 * Asks a process of its own, because a broken driver may take the process with it.
 * @param {string} root
 */
function hasAdapter(root) {
  const { stdout } = spawnSync(process.execPath, [join(root, "dist/corpuscle.js"), "devices", "--json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 60_000,
  });
  try {
    return JSON.parse(stdout).devices.length > 0;
  } catch {
    return false;
  }
}

/** @param {import("./apt.js").AptSystem} system */
async function becomeRoot(system) {
  const interactive = Boolean(process.stdin.isTTY && process.stderr.isTTY && !process.env.CI);
  const privilege = planPrivilege({ ...system.privileges(), interactive });
  system.useSudo(privilege !== "root");
  if (privilege !== "ask") return privilege !== "none";
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(
    "No WebGPU adapter was found. Install a software Vulkan driver (Mesa llvmpipe) with sudo apt-get? [Y/n] ",
  );
  terminal.close();
  return /^(y|yes|)$/i.test(answer.trim());
}

/**
 * Whether a Mesa was installed that Dawn accepts.
 * @param {import("./apt.js").AptSystem} system
 */
function installMesa(system) {
  console.error(
    "Setting up: a software Vulkan driver (mesa-vulkan-drivers, with apt-get), because no WebGPU adapter was found.",
  );
  if (!system.update()) return false;
  const packages = ["mesa-vulkan-drivers", "libvulkan1"];
  const plan = planMesa(offersOf(system, "mesa-vulkan-drivers"), system.osRelease);
  if (plan.kind === "install") return system.install(packages, plan.targetRelease);
  if (plan.kind === "none" || !addSuite(system, plan)) return false;
  return system.install(packages, `${plan.codename}-backports`);
}

/**
 * Whether Debian's backports were added: the Mesa of release 12 itself is too old.
 * @param {import("./apt.js").AptSystem} system
 * @param {{ archive: string, codename: string }} release
 */
function addSuite(system, release) {
  const suite = `${release.codename}-backports`;
  const sources = system.readSources().map((file) => ({ ...file, changed: addBackports(file, release) }));
  const changes = sources.filter(({ changed }) => changed !== undefined);
  if (changes.length === 0) return false;
  const paths = changes.map(({ path }) => path).join(", ");
  console.error(`Setting up: adding ${suite} to ${paths}, because the Mesa of this release is too old.`);
  for (const { path, changed } of changes) system.writeSource(path, changed ?? "");
  if (system.dryRun) return true;
  if (system.update() && offersOf(system, "mesa-vulkan-drivers").some((offer) => offer.suite === suite))
    return true;
  console.error(`${suite} cannot be had from there; putting ${paths} back.`);
  for (const { path, text } of changes) system.writeSource(path, text);
  system.update();
  return false;
}

/**
 * Whether Debian's Chromium, which brings the SwiftShader driver, was installed.
 * @param {import("./apt.js").AptSystem} system
 */
function installSwiftShader(system) {
  // Ubuntu's chromium is a shim for a snap, version "1:85": it holds no driver.
  if (!offersOf(system, "chromium").some(({ version }) => majorVersion(version) > 100)) return false;
  console.error(
    "Setting up: apt-get install chromium, because its SwiftShader driver is the next best adapter.",
  );
  return system.install(["chromium"]);
}

/**
 * @param {import("./apt.js").AptSystem} system
 * @param {string} packageName
 */
function offersOf(system, packageName) {
  return parseOffers(system.offers(packageName));
}
