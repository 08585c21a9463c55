/** The decisions of the set-up, as functions of what was found: no files, no processes. */

/** Oldest Node that runs the build and the tests. */
export const oldestNode = [20, 19];

/** Oldest Mesa whose llvmpipe Dawn accepts. */
export const oldestMesa = 25;

/** @param {string} version e.g. "20.19.4" */
export function nodeIsRecentEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

/**
 * One version of a package that apt could install, and where it comes from.
 * @typedef {{ version: string, archive: string, suite: string }} Offer
 */

/**
 * Reads the output of `apt-cache madison PACKAGE`.
 * @param {string} text
 * @returns {Offer[]}
 */
export function parseOffers(text) {
  return text
    .split("\n")
    .map((line) => line.split("|").map((field) => field.trim()))
    .filter((fields) => fields.length === 3 && fields[2].endsWith(" Packages"))
    .map(([, version, source]) => {
      const [archive, suite] = source.split(" ");
      return { version, archive, suite: suite.split("/")[0] };
    });
}

/** @param {string} version a Debian version, e.g. "1:25.0.7-2~bpo12+1" */
export function majorVersion(version) {
  return Number.parseInt(version.replace(/^\d+:/, ""), 10);
}

/**
 * How to get a Mesa that Dawn accepts: install it (from a suite that apt would not choose by itself, where
 * `targetRelease` is set), or first add Debian's backports of the archive that serves the release, or not at all.
 * @param {Offer[]} offers of mesa-vulkan-drivers
 * @param {Record<string, string>} osRelease
 * @returns {{ kind: "install", targetRelease?: string } | { kind: "add-backports", archive: string, codename: string } | { kind: "none" }}
 */
export function planMesa(offers, osRelease) {
  const accepted = offers.filter(({ version }) => majorVersion(version) >= oldestMesa);
  if (accepted.some(({ suite }) => !suite.endsWith("-backports"))) return { kind: "install" };
  if (accepted.length > 0) return { kind: "install", targetRelease: accepted[0].suite };
  const codename = osRelease.VERSION_CODENAME;
  const release = offers.find(({ suite }) => suite === codename);
  if (osRelease.ID !== "debian" || !release) return { kind: "none" };
  return { kind: "add-backports", archive: release.archive, codename };
}

/**
 * Reads /etc/os-release.
 * @param {string} text
 * @returns {Record<string, string>}
 */
export function parseOsRelease(text) {
  return Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)="?(.*?)"?$/gm)].map(([, name, value]) => [name, value]),
  );
}

/**
 * A sources file of apt with the backports suite added wherever the release's own archive stands, or undefined
 * where it does not, or where the suite is there already. The mirror stays the one the machine already uses.
 * @param {{ path: string, text: string }} file path ends in .sources (deb822) or .list (one line per suite)
 * @param {{ archive: string, codename: string }} release e.g. of codename "bookworm"
 */
export function addBackports({ path, text }, { archive, codename }) {
  const backports = `${codename}-backports`;
  /** @param {string[]} words */
  const isRelease = (words) =>
    words.includes(codename) && words.some((word) => normalUri(word) === normalUri(archive));
  if (text.split(/\s+/).includes(backports)) return undefined;
  const changed = path.endsWith(".sources")
    ? text
        .split(/(\n\s*\n)/)
        .map((stanza) =>
          isRelease(stanza.split(/\s+/))
            ? stanza.replace(/^Suites:.*$/m, (line) => `${line.trimEnd()} ${backports}`)
            : stanza,
        )
        .join("")
    : text.replace(/^deb .*$/gm, (line) => {
        const words = line.split(" ");
        return isRelease(words)
          ? `${line}\n${words.map((word) => (word === codename ? backports : word)).join(" ")}`
          : line;
      });
  return changed === text ? undefined : changed;
}

/**
 * apt prints `file:/x` for `file:///x`, and a trailing slash means nothing.
 * @param {string} uri
 */
function normalUri(uri) {
  return uri.replace(/:\/+/, ":/").replace(/\/+$/, "");
}

/**
 * How to become root: no prefix needed, sudo without a question, sudo after a question, or not at all.
 * A question is only put where someone can answer it.
 * @param {{ isRoot: boolean, hasSudo: boolean, sudoNeedsPassword: boolean, interactive: boolean }} found
 * @returns {"root" | "sudo" | "ask" | "none"}
 */
export function planPrivilege({ isRoot, hasSudo, sudoNeedsPassword, interactive }) {
  if (isRoot) return "root";
  if (hasSudo && !sudoNeedsPassword) return "sudo";
  return hasSudo && interactive ? "ask" : "none";
}
