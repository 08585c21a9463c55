import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/failure.ts";
import { parseJson } from "../../../src/run/scenario/jsonText.ts";

describe("parseJson", () => {
  it("reads what JSON.parse reads", () => {
    const text = ' {"a": [1, -2.5e3, "x\\u00e9\\n", true, null, {}], "b": []} ';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ["", 1, 1, "a value, found the end"],
    ["not json", 1, 1, 'a value, found "not"'],
    ['{"a": 1,}', 1, 9, 'a name in double quotes, found "}"'],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3, 'a comma or }, found "\\"b\\":"'],
    ['{\n  "a" 1\n}', 2, 7, 'a colon, found "1"'],
    ["{ 'a': 1 }", 1, 3, `a name in double quotes, found "'a':"`],
    ["[1, 2", 1, 6, "a comma or ], found the end"],
    ['{"a": 1} // comment', 1, 10, 'the end, found "//"'],
    ['["tab\there"]', 1, 2, 'a value, found "\\"tab"'],
    ["[01]", 1, 3, 'a comma or ], found "1]"'],
    ['{"a": .5}', 1, 7, 'a value, found ".5}"'],
    ["[1, 2,\n\n  NaN]", 3, 3, 'a value, found "NaN]"'],
  ])("finds the fault in %j at line %i, column %i", (text, line, column, expected) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    const message = `not valid JSON at line ${line}, column ${column}: expected ${expected}`;
    expect(() => parseJson(text)).toThrow(new InputError([{ path: "", message }]));
  });
});
