import { describe, expect, it } from "vitest";
import { runProgram } from "../../src/headless/runProgram.ts";

describe("another program", () => {
  it("finds the files given and leaves the results asked for", async () => {
    const script = `
      const fs = require("node:fs");
      fs.writeFileSync("out.txt", fs.readFileSync("in.txt", "utf8").toUpperCase());
      console.log("said"); console.error("warned"); process.exitCode = 3;`;
    const result = await runProgram(process.execPath, ["-e", script], { "in.txt": "abc" }, [
      "out.txt",
      "none.txt",
    ]);
    expect(result).toMatchObject({ exitCode: 3, files: { "out.txt": "ABC" } });
    expect(result!.output).toMatch(/said[^]*warned|warned[^]*said/);
  });

  it("is undefined where there is no such program", async () => {
    expect(await runProgram("corpuscle-has-no-such-program", [], {}, [])).toBeUndefined();
  });

  it("is stopped where it hangs, and its output says so", async () => {
    const script = 'console.log("begun"); setInterval(() => {}, 1000)';
    const result = await runProgram(process.execPath, ["-e", script], {}, [], 1);
    expect(result?.exitCode).toBe(1);
    expect(result?.output).toMatch(/begun\n\nit was stopped after 1 s$/);
  });
});
