import { describe, expect, it } from "vitest";
import { InputError } from "../../src/core/failure.ts";
import { readPictureOptions, type TypedPictureOptions } from "../../src/headless/render/pictureOptions.ts";

function problemsOf(typed: Partial<TypedPictureOptions>): string[] {
  try {
    readPictureOptions({ size: "640x480", ...typed });
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe("options of pictures", () => {
  it("are read into numbers and names", () => {
    const typed = {
      size: "640x480",
      colorMap: "inferno",
      range: "-1.5,2e3",
      style: "points",
      camera: "-x",
      region: "0,0,0,1,2,3",
      slice: "y=-0.3",
      radiusScale: "1.5",
      ambientOcclusion: true,
      background: "#FFffff",
    };
    expect(readPictureOptions(typed)).toMatchObject({
      width: 640,
      height: 480,
      colorMap: "inferno",
      range: [-1.5, 2000],
      style: "points",
      view: "-x",
      corners: [
        [0, 0, 0],
        [1, 2, 3],
      ],
      slice: { axis: 1, at: -0.3 },
      radiusScale: 1.5,
      ambientOcclusion: true,
      background: "#FFffff",
    });
  });

  it("name the nearest view, style and colour map for one that there is not, all at once", () => {
    const problems = problemsOf({ camera: "cornr", style: "sphere", colorMap: "viridi" });
    expect(problems).toHaveLength(3);
    expect(problems.join("\n")).toMatch(/did you mean "corner".*/);
    expect(problems.join("\n")).toMatch(/did you mean "spheres".*/);
    expect(problems.join("\n")).toMatch(/did you mean "viridis".*/);
  });

  it.each([
    [{ size: "640" }, "--size"],
    [{ size: "8x480" }, "--size"],
    [{ size: "640x9999" }, "--size"],
    [{ range: "1" }, "--range"],
    [{ range: "2,1" }, "--range"],
    [{ range: ",1" }, "--range"],
    [{ range: "0,inf" }, "--range"],
    [{ slice: "w=1" }, "--slice"],
    [{ slice: "x=half" }, "--slice"],
    [{ region: "0,0,1" }, "--region"],
    [{ region: "0,0,-1,1" }, "--region"],
    [{ region: "0,1" }, "--region"],
    [{ region: "0,,1,1" }, "--region"],
    [{ radiusScale: "0" }, "--radius-scale"],
    [{ radiusScale: "big" }, "--radius-scale"],
    [{ background: "blackish" }, "--background"],
    [{ colors: "1" }, "--colors"],
    [{ colors: "300" }, "--colors"],
  ])("refuse %o", (typed, option) => {
    const problems = problemsOf(typed);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${option}: must be`);
  });
});
