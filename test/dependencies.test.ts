import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** Which rooms of src a room may import from, beside itself. A new room takes its place here. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  gpu: ["core"],
  formats: ["core"],
  observables: ["core", "gpu"],
  solvers: ["core", "gpu", "observables"],
  run: ["core", "gpu", "formats", "observables", "solvers", "version.ts"],
  render: ["core", "gpu"],
  app: ["core", "gpu", "formats", "observables", "solvers", "run", "render", "version.ts"],
  headless: ["core", "gpu", "formats", "observables", "solvers", "run", "render", "version.ts"],
  "version.ts": [],
  // The two library entries stand beside the rooms.
  "index.ts": ["core", "gpu", "formats", "observables", "solvers", "run", "version.ts"],
  "node.ts": ["core", "gpu", "formats", "observables", "solvers", "run", "headless", "index.ts"],
};

/** The rooms that only ever run in Node. */
const nodeRooms = ["headless", "node.ts"];

/** Packages that run in a browser as well as in Node, with the rooms that may use them. */
const portablePackages: readonly { readonly name: RegExp; readonly rooms: "all" | readonly string[] }[] = [
  { name: /^(zod|fflate|fastest-levenshtein)$/, rooms: "all" },
  // Initial fields are expressions in scenarios.
  { name: /^mathjs\/number$/, rooms: ["run"] },
  // Physics must not come to lean on a library that draws: it reads meshes, and shows particles.
  { name: /^three(\/webgpu|\/tsl|\/examples\/jsm\/.+)?$/, rooms: ["formats", "render", "app"] },
  { name: /^d3-scale-chromatic$/, rooms: ["render"] },
  { name: /^(lil-gui|uplot(\/dist\/uPlot\.min\.css)?)$/, rooms: ["app"] },
];

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What is wrong with the imports of one file; `file` is relative to the project, with slashes. */
function violations(file: string, source: string): string[] {
  const room = roomOf(file);
  if (!(room in mayImport)) return [`${file}: ${room} has no place among the rooms`];
  return ts.preProcessFile(source, true, true).importedFiles.flatMap(({ fileName }) => {
    const problem = fileName.startsWith(".")
      ? roomProblem(room, posix.join(posix.dirname(file), fileName))
      : packageProblem(room, fileName);
    return problem ? [`${file}: ${problem} (${fileName})`] : [];
  });
}

function roomOf(file: string): string {
  return file.split("/")[1];
}

function roomProblem(room: string, target: string): string | undefined {
  // Published cases are bundled into the command line that runs them, and their values into the page's plots.
  if (target.startsWith("validation/") && (room === "headless" || room === "app")) return undefined;
  if (!target.startsWith("src/")) return `${room} imports from outside src`;
  const targetRoom = roomOf(target);
  if (targetRoom === room || mayImport[room].includes(targetRoom)) return undefined;
  return `${room} may not import ${targetRoom}`;
}

function packageProblem(room: string, name: string): string | undefined {
  if (nodeRooms.includes(room)) return undefined;
  if (isBuiltin(name)) return `${room} runs in browsers and may not import Node's own modules`;
  const isAllowed = portablePackages.some(
    (allowed) => allowed.name.test(name) && (allowed.rooms === "all" || allowed.rooms.includes(room)),
  );
  return isAllowed ? undefined : `${room} may not import this package`;
}

function sourceFiles(): string[] {
  return readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".ts"));
}

describe("imports", () => {
  it("of every source file keep the direction core ← gpu ← solvers ← run ← headless", () => {
    const files = sourceFiles();
    expect(files).toContain("src/core/box.ts");
    expect(files.flatMap((file) => violations(file, readFileSync(join(root, file), "utf8")))).toEqual([]);
  });

  it("of a planted violation are caught, in every form an import takes", () => {
    const planted = [
      'import { x } from "../gpu/pass.ts";',
      'import type { X } from "../run/engine.ts";',
      'export * from "../solvers/md/model.ts";',
      'const later = await import("../headless/dawn.ts");',
      'import shader from "../gpu/scan.wgsl?raw";',
      'import { readFileSync } from "node:fs";',
      'import { readFileSync } from "fs";',
      'import { create } from "webgpu";',
      'import data from "../../test/data.ts";',
      'import { Vector3 } from "three";',
      'const loader = await import("three/examples/jsm/loaders/STLLoader.js");',
    ];
    expect(planted.map((line) => violations("src/core/planted.ts", line).length)).toEqual(
      planted.map(() => 1),
    );
  });

  it("that keep the direction are let through", () => {
    const allowed = [
      'import { z } from "zod";',
      'import { boxVolume } from "../core/box.ts";',
      'import source from "./md/pair.wgsl?raw";',
    ];
    expect(allowed.flatMap((line) => violations("src/solvers/planted.ts", line))).toEqual([]);
    expect(
      violations(
        "src/formats/planted.ts",
        'import type { Mesh } from "three"; import("three/examples/jsm/x.js");',
      ),
    ).toEqual([]);
    expect(
      violations("src/headless/planted.ts", 'import { create } from "webgpu"; import "node:fs";'),
    ).toEqual([]);
  });

  it("of a room without a place among the rooms are reported", () => {
    expect(violations("src/attic/old.ts", "")).toHaveLength(1);
  });
});
