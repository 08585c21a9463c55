import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { parseOsRelease } from "./plan.js";

/** @typedef {ReturnType<typeof aptSystem>} AptSystem */

/**
 * The machine's apt, as far as the set-up uses it. In a dry run whatever would change the machine is printed instead.
 * @param {boolean} dryRun
 */
export function aptSystem(dryRun) {
  let sudo = false;

  /**
   * @param {string[]} command
   * @param {string} [input]
   */
  function asRoot(command, input) {
    const [program, ...argumentList] = sudo ? ["sudo", ...command] : command;
    if (dryRun) {
      console.error(`would run: ${[program, ...argumentList].join(" ")}`);
      return true;
    }
    // sudo asks for a password on the terminal itself, not on stdin. What apt has to say matters where it fails.
    const { status, stdout, stderr } = spawnSync(program, argumentList, {
      input: input ?? "",
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) console.error(`${stdout ?? ""}${stderr ?? ""}${program} failed.`);
    return status === 0;
  }

  /** @param {string[]} argumentList */
  function aptGet(...argumentList) {
    const options = ["-qq", "-y", "-o", "DPkg::Lock::Timeout=120"];
    return asRoot(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...options, ...argumentList]);
  }

  return {
    dryRun,
    exists: process.platform === "linux" && existsSync("/usr/bin/apt-get"),
    osRelease: existsSync("/etc/os-release") ? parseOsRelease(readFileSync("/etc/os-release", "utf8")) : {},
    /** @param {boolean} use */
    useSudo(use) {
      sudo = use;
    },
    privileges() {
      const tried = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" });
      return {
        isRoot: process.getuid?.() === 0,
        hasSudo: !tried.error,
        sudoNeedsPassword: tried.status !== 0,
      };
    },
    update: () => aptGet("update"),
    /**
     * @param {string[]} packages
     * @param {string} [targetRelease]
     */
    install: (packages, targetRelease) =>
      aptGet(
        "install",
        "--no-install-recommends",
        ...(targetRelease ? ["-t", targetRelease] : []),
        ...packages,
      ),
    /** @param {string} packageName */
    offers: (packageName) =>
      spawnSync("apt-cache", ["madison", packageName], {
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C" },
      }).stdout ?? "",
    readSources() {
      const folder = "/etc/apt/sources.list.d";
      const files = existsSync(folder) ? readdirSync(folder).map((name) => `${folder}/${name}`) : [];
      return ["/etc/apt/sources.list", ...files]
        .filter((path) => /\.(list|sources)$/.test(path) && existsSync(path))
        .map((path) => ({ path, text: readFileSync(path, "utf8") }));
    },
    /**
     * @param {string} path
     * @param {string} text
     */
    writeSource(path, text) {
      if (sudo || dryRun) asRoot(["tee", path], text);
      else writeFileSync(path, text);
    },
  };
}
