import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { validationCases } from "../../validation/index.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../validation");

describe("the registry", () => {
  it("holds every folder of validation/ as a case", () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = validationCases.map(({ name }) => name);
    expect([...names].sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(validationCases)(
    "$name has a README that says how to run it and how closely it compares",
    ({ name }) => {
      const readme = join(folder, name, "README.md");
      expect(existsSync(readme)).toBe(true);
      const text = readFileSync(readme, "utf8");
      expect(text).toContain(`npx corpuscle validate ${name}`);
      expect(text.toLowerCase()).toContain("tolerance");
    },
  );
});
