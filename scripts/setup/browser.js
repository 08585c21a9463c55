import { existsSync } from "node:fs";
import { aptSystem } from "./apt.js";
import { planPrivilege } from "./plan.js";

/** Where Chromium and its kin lie on machines that have one; the first that is there serves. */
export const browserPaths = [
  process.env.CORPUSCLE_BROWSER,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser that tests of the page drive; undefined where there is none. */
export function findBrowser() {
  return browserPaths.find((path) => path && existsSync(path));
}

/**
 * Sees to it that there is a Chromium for tests of the page: where none is found, installs Debian's if root may be had
 * without a question, and else says how to get one.
 *
 * @param {{ dryRun: boolean }} options dryRun takes no browser for granted, prints the commands and runs none
 */
export function ensureBrowser({ dryRun }) {
  if (!dryRun && findBrowser()) return;
  const system = aptSystem(dryRun);
  if (system.exists) {
    const privilege = planPrivilege({ ...system.privileges(), interactive: false });
    system.useSudo(privilege !== "root");
    if (privilege !== "none") {
      console.error("Setting up: apt-get install chromium, because tests of the page need a browser.");
      if (system.update() && system.install(["chromium"]) && !dryRun && findBrowser()) return;
    }
  }
  console.error(
    "No Chromium was found: tests of the page will fail. Install the package chromium, or name a browser in CORPUSCLE_BROWSER.",
  );
}
