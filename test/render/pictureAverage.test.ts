import { describe, expect, it } from "vitest";
import { pictureAverage } from "../../src/render/pictureAverage.ts";

function picture(width: number, ...grey: number[]) {
  return {
    width,
    height: grey.length / width,
    data: Uint8Array.from(grey.flatMap((value) => [value, value, value, 255])),
  };
}

describe("the average of a picture", () => {
  it("leaves a plain colour as it is, each of the 256", () => {
    for (let value = 0; value < 256; value++) {
      const { data } = pictureAverage(picture(2, value, value, value, value), 2);
      expect([...data]).toEqual([value, value, value]);
    }
  });

  it("is that of the light: half black, half white is 188", () => {
    expect([...pictureAverage(picture(2, 0, 255, 255, 0), 2).data]).toEqual([188, 188, 188]);
  });

  it("keeps squares where they are", () => {
    const wide = picture(4, 10, 10, 200, 200, 10, 10, 200, 200, 50, 50, 90, 90, 50, 50, 90, 90);
    const { width, height, data } = pictureAverage(wide, 2);
    expect([width, height]).toEqual([2, 2]);
    expect([0, 3, 6, 9].map((at) => data[at])).toEqual([10, 200, 50, 90]);
  });
});
