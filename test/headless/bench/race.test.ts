import { describe, expect, it } from "vitest";
import type { Contender, Outcome, Work } from "../../../src/headless/bench/benchSuite.ts";
import { differenceOf, race } from "../../../src/headless/bench/race.ts";
import { median, pairedRatio } from "../../../src/headless/bench/statistics.ts";

const work: Work = { name: "work", particles: 100, steps: 10, tolerances: { energy: 1e-3 } };

/** A program that takes the times given, one a round. */
function program(name: string, seconds: readonly number[], energy: number, order: string[] = []): Contender {
  let round = 0;
  return {
    program: name,
    async run(): Promise<Outcome> {
      order.push(name);
      return { status: "measured", seconds: seconds[round++], results: { energy } };
    },
  };
}

const silent = () => {};

describe("statistics", () => {
  it("take the middle value, of an even number the mean of the two in the middle", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(() => median([])).toThrow("no values");
  });

  it("compare rates of the same round, so that a machine that halves its speed changes no ratio", () => {
    expect(pairedRatio([10, 5, 10], [20, 10, 20])).toEqual({ median: 0.5, lowest: 0.5, highest: 0.5 });
  });
});

describe("a race", () => {
  it("lets the programs run in turn and gives medians and ratios", async () => {
    const order: string[] = [];
    const contenders = [program("own", [1, 2, 4], 5, order), program("peer", [2, 2, 2], 5.001, order)];
    const { entries, loads } = await race(work, contenders, 3, silent);
    expect(order).toEqual(["own", "peer", "own", "peer", "own", "peer"]);
    expect(loads).toHaveLength(3);
    expect(entries[0]).toMatchObject({ status: "measured", rates: [1000, 500, 250], median: 500 });
    expect(entries[1]).toMatchObject({ median: 500, ratio: { median: 1, lowest: 0.5, highest: 2 } });
  });

  it("reports a program that is missing with the reason and asks it once", async () => {
    let asked = 0;
    const absent: Contender = {
      program: "absent",
      async run() {
        asked++;
        return { status: "missing", reason: "there is no absent on the PATH" };
      },
    };
    const { entries } = await race(work, [program("own", [1, 1], 5), absent], 2, silent);
    expect(entries[1]).toEqual({
      program: "absent",
      status: "missing",
      reason: "there is no absent on the PATH",
    });
    expect(asked).toBe(1);
  });

  it("refuses a program that computes something else", async () => {
    const { entries } = await race(work, [program("own", [1], 5), program("peer", [1], 5.1)], 1, silent);
    expect(entries[1]).toMatchObject({ status: "refused" });
    expect(entries[1]).toHaveProperty("reason", expect.stringContaining("energy is 5.1, Corpuscle has 5"));
  });

  it("takes a number that is missing or not finite for a difference", () => {
    expect(differenceOf({ energy: 5 }, {}, work.tolerances)).toContain("undefined");
    expect(differenceOf({ energy: 5 }, { energy: NaN }, work.tolerances)).toContain("NaN");
    expect(differenceOf({ energy: -5 }, { energy: -5.004 }, work.tolerances)).toBeUndefined();
  });
});
