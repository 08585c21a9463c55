import { describe, expect, it } from "vitest";
import {
  addBackports,
  majorVersion,
  nodeIsRecentEnough,
  parseOffers,
  parseOsRelease,
  planMesa,
  planPrivilege,
} from "../../scripts/setup/plan.js";

const debian12 = parseOsRelease('PRETTY_NAME="Debian GNU/Linux 12"\nVERSION_CODENAME=bookworm\nID=debian\n');
const archive = "http://mirror.example/debian";
const release = { archive, codename: "bookworm" };
const oldMesa = { version: "22.3.6-1+deb12u2", archive, suite: "bookworm" };
const newMesa = { version: "25.0.7-2~bpo12+1", archive, suite: "bookworm-backports" };

describe("the set-up's Node check", () => {
  it("accepts 20.19 and whatever is newer, and refuses what is older", () => {
    expect(["20.19.0", "20.20.2", "22.0.0"].map(nodeIsRecentEnough)).toEqual([true, true, true]);
    expect(["20.18.9", "18.20.0"].map(nodeIsRecentEnough)).toEqual([false, false]);
  });
});

describe("the set-up's plan for Mesa", () => {
  it("reads versions, archives and suites from apt-cache madison", () => {
    const text = `
mesa-vulkan-drivers | 25.0.7-2~bpo12+1 | ${archive} bookworm-backports/main amd64 Packages
mesa-vulkan-drivers | 22.3.6-1+deb12u2 | ${archive} bookworm/main amd64 Packages
mesa | 22.3.6-1+deb12u2 | ${archive} bookworm/main Sources
`;
    expect(parseOffers(text)).toEqual([newMesa, oldMesa]);
    expect(parseOffers("")).toEqual([]);
  });

  it("reads the major version behind an epoch", () => {
    expect(majorVersion("1:25.0.7-2")).toBe(25);
    expect(majorVersion("22.3.6-1+deb12u2")).toBe(22);
  });

  it("installs from the main suite where that is recent enough, as on Debian 13 and Ubuntu 24.04", () => {
    const noble = { version: "25.0.7-0ubuntu0.24.04.1", archive, suite: "noble-updates" };
    expect(planMesa([noble], { ID: "ubuntu", VERSION_CODENAME: "noble" })).toEqual({ kind: "install" });
  });

  it("installs from the backports where only they are recent enough", () => {
    expect(planMesa([newMesa, oldMesa], debian12)).toEqual({
      kind: "install",
      targetRelease: "bookworm-backports",
    });
  });

  it("adds the backports of the release's own archive on Debian 12 without them", () => {
    expect(planMesa([oldMesa], debian12)).toEqual({ kind: "add-backports", ...release });
  });

  it("does nothing where an old Mesa is all there is and the system is not Debian", () => {
    expect(planMesa([{ ...oldMesa, suite: "jammy" }], { ID: "ubuntu", VERSION_CODENAME: "jammy" })).toEqual({
      kind: "none",
    });
    expect(planMesa([], debian12)).toEqual({ kind: "none" });
  });
});

describe("adding the backports suite", () => {
  it("extends the Suites line of the release's stanza and of no other archive's", () => {
    const text = `Types: deb
URIs: ${archive}/
Suites: bookworm bookworm-updates
Components: main

Types: deb
URIs: http://vendor.example/apt
Suites: bookworm
Components: main
`;
    expect(addBackports({ path: "/etc/apt/sources.list.d/debian.sources", text }, release)).toBe(
      text.replace("bookworm-updates", "bookworm-updates bookworm-backports"),
    );
  });

  it("doubles the release's line of a classic sources.list and no other line", () => {
    const text = `deb [signed-by=/k.gpg] ${archive} bookworm main
deb ${archive} bookworm-updates main
deb http://vendor.example/apt bookworm main
# deb ${archive} bookworm main
`;
    expect(addBackports({ path: "/etc/apt/sources.list", text }, release)).toBe(
      text.replace(" main\n", ` main\ndeb [signed-by=/k.gpg] ${archive} bookworm-backports main\n`),
    );
  });

  it("recognises a mirror list, whose address apt prints with fewer slashes", () => {
    const text = "URIs: mirror+file:///etc/apt/mirrors/debian.list\nSuites: bookworm\n";
    const file = { path: "debian.sources", text };
    expect(
      addBackports(file, { archive: "mirror+file:/etc/apt/mirrors/debian.list", codename: "bookworm" }),
    ).toBe(text.replace("Suites: bookworm", "Suites: bookworm bookworm-backports"));
  });

  it("leaves alone a file that has the suite already, and one of another archive", () => {
    const text = `URIs: ${archive}\nSuites: bookworm bookworm-backports\n`;
    expect(addBackports({ path: "debian.sources", text }, release)).toBeUndefined();
    expect(
      addBackports({ path: "vendor.list", text: "deb http://vendor.example bookworm main\n" }, release),
    ).toBe(undefined);
  });
});

describe("becoming root", () => {
  const base = { isRoot: false, hasSudo: true, sudoNeedsPassword: true, interactive: true };

  it("asks only where sudo wants a password and someone can answer", () => {
    expect(planPrivilege(base)).toBe("ask");
    expect(planPrivilege({ ...base, interactive: false })).toBe("none");
    expect(planPrivilege({ ...base, sudoNeedsPassword: false, interactive: false })).toBe("sudo");
    expect(planPrivilege({ ...base, isRoot: true, hasSudo: false })).toBe("root");
    expect(planPrivilege({ ...base, hasSudo: false })).toBe("none");
  });
});
