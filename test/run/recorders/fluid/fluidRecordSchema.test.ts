import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeIssues } from "../../../../src/run/scenario/describeIssues.ts";
import {
  fluidRecordProblems,
  fluidRecordSchema,
} from "../../../../src/run/scenario/fluid/fluidRecordSchema.ts";
import type { SchemaNode } from "../../../../src/run/scenario/schemaNode.ts";

function problems(record: unknown, dimensions: 2 | 3): string[] {
  return fluidRecordProblems(fluidRecordSchema.parse(record), dimensions).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

/** What the schema alone finds wrong, in sentences. */
function issues(record: unknown): string[] {
  const schema = z.strictObject({ record: fluidRecordSchema });
  const document = { record };
  const { error } = schema.safeParse(document);
  const node = z.toJSONSchema(schema, { io: "input" }) as SchemaNode;
  return describeIssues(error?.issues ?? [], node, document).map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

describe("the record section of a fluid", () => {
  it("asks for nothing where it is empty", () => {
    expect(fluidRecordSchema.parse({})).toEqual({ gauges: [] });
    expect(problems({}, 2)).toEqual([]);
  });

  it("has defaults for formats, solids and surfaces", () => {
    const { frames, surface } = fluidRecordSchema.parse({ frames: { every: 1 }, surface: { every: 2 } });
    expect(frames).toEqual({ every: 1, formats: ["npz", "vtp"], solids: true });
    expect(surface).toEqual({ every: 2, level: 0.5, format: "ply" });
  });

  it("fills in the defaults of gauges", () => {
    const record = fluidRecordSchema.parse({ gauges: [{ name: "tip", kind: "front", direction: "+x" }] });
    expect(record.gauges).toEqual([{ name: "tip", kind: "front", direction: "+x", neighbours: 0 }]);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "an unknown kind of gauge",
      { gauges: [{ name: "a", kind: "pont", at: [0, 0] }] },
      /record\.gauges\.0\.kind: .*did you mean "point"/,
    ],
    [
      "an unknown parameter of one",
      { gauges: [{ name: "a", kind: "point", ad: [0, 0] }] },
      /record\.gauges\.0\.ad: unknown key "ad"; did you mean "at"/,
    ],
    [
      "a name that a column cannot have",
      { gauges: [{ name: "a,b", kind: "point", at: [0, 0] }] },
      /record\.gauges\.0\.name: must be a letter and then .*got "a,b"/,
    ],
    ["an interval of 0", { measure: { every: 0 } }, /record\.measure\.every: must lie in \(0, ∞\).*got 0/],
    [
      "a level above 1",
      { surface: { every: 1, level: 2 } },
      /record\.surface\.level: must lie in \(0, 1\], got 2/,
    ],
  ])("refuses %s", (_, record, message) => {
    expect(issues(record).join("\n")).toMatch(message);
  });

  it("names what does not go together", () => {
    const gauges = [
      { name: "a", kind: "point", at: [0, 0, 0] },
      { name: "a", kind: "front", direction: "-z" },
    ];
    expect(problems({ gauges, surface: { every: 1 } }, 2)).toEqual([
      "record.gauges.0.at: needs 2 entries, one for each of setup.dimensions, got 3",
      'record.gauges.1.name: "a" stands for two gauges',
      'record.gauges.1.direction: setup.dimensions is 2, got "-z"',
      "record.measure: missing: it says when record.gauges measure",
      "record.surface: has 3 dimensions, setup.dimensions is 2",
    ]);
    expect(problems({ measure: { every: 1 }, gauges: gauges.slice(0, 1), surface: { every: 1 } }, 3)).toEqual(
      [],
    );
  });
});
