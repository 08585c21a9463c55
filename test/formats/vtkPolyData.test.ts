import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { VtkArray } from "../../src/formats/vtkPolyData.ts";
import { encodePvd, encodeVtp } from "../../src/formats/vtkPolyData.ts";
import { awkwardNumbers, bitsOf } from "./exampleFrame.ts";

const arrayTypes = { Float64: Float64Array, Float32: Float32Array, UInt32: Uint32Array, Int32: Int32Array };

interface ReadArray {
  readonly type: string;
  readonly NumberOfComponents: string;
  /** Field data alone has it. */
  readonly NumberOfTuples?: string;
  readonly data: VtkArray["data"];
  readonly blocks: number;
}

/** The value of every attribute of a tag. */
function attributesOf(tag: string): Record<string, string> {
  const pairs = [...tag.matchAll(/(\w+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

/** Reads a `.vtp` file of appended raw zlib blocks: its XML, and the arrays of each element by name. */
function readVtp(bytes: Uint8Array) {
  const text = new TextDecoder("latin1").decode(bytes);
  const marker = '<AppendedData encoding="raw">\n_';
  const end = text.indexOf(marker);
  const start = end + marker.length;
  const xml = new TextDecoder().decode(bytes.subarray(0, end));
  const arraysIn = (element: string): Record<string, ReadArray> => {
    const content = new RegExp(`<${element}>(.*?)</${element}>`, "s").exec(xml)?.[1] ?? "";
    const tags = [...content.matchAll(/<DataArray [^>]*>/g)].map(([tag]) => attributesOf(tag));
    return Object.fromEntries(
      tags.map((tag) => {
        const ArrayType = arrayTypes[tag.type as keyof typeof arrayTypes];
        const { data, blocks } = readBlocks(bytes, start + Number(tag.offset));
        const { type, NumberOfComponents, NumberOfTuples } = tag;
        return [
          tag.Name,
          { type, NumberOfComponents, NumberOfTuples, data: new ArrayType(data.buffer), blocks },
        ];
      }),
    );
  };
  return { xml, arraysIn, tail: text.slice(-100) };
}

/** One array: its header of uint64, then zlib blocks. */
function readBlocks(bytes: Uint8Array, start: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const word = (index: number) => Number(view.getBigUint64(8 * index, true));
  const [blocks, blockBytes, partBytes] = [word(0), word(1), word(2)];
  const data = new Uint8Array(partBytes > 0 ? (blocks - 1) * blockBytes + partBytes : blocks * blockBytes);
  let place = start + 8 * (3 + blocks);
  for (let block = 0; block < blocks; block++) {
    const inflated = inflateSync(bytes.subarray(place, place + word(3 + block)));
    expect(inflated).toHaveLength(block === blocks - 1 && partBytes > 0 ? partBytes : blockBytes);
    data.set(inflated, block * blockBytes);
    place += word(3 + block);
  }
  return { data, blocks };
}

/** Index of the first number that differs, −1 for equal arrays. */
function firstDifference(found: VtkArray["data"], expected: VtkArray["data"]): number {
  if (found.length !== expected.length) return Math.min(found.length, expected.length);
  return found.findIndex((value, i) => value !== expected[i]);
}

const points = Float64Array.from(awkwardNumbers);
const fields: VtkArray[] = [
  { name: "velocity", components: 3, data: Float32Array.from({ length: 9 }, (_, i) => i / 3) },
  { name: "density", components: 1, data: Float64Array.of(1 / 3, NaN, -Infinity) },
  { name: "id", components: 1, data: Uint32Array.of(1, 2, 4294967295) },
  { name: "image", components: 3, data: Int32Array.of(0, -1, 2147483647, -2147483648, 0, 0, 5, 6, 7) },
];

describe("VTK PolyData", () => {
  it("the XML declares compressed little-endian data and a vertex cell for every point", () => {
    const { xml, tail } = readVtp(encodeVtp({ points, fields }));
    expect(attributesOf(/<VTKFile [^>]*>/.exec(xml)![0])).toEqual({
      type: "PolyData",
      version: "1.0",
      byte_order: "LittleEndian",
      header_type: "UInt64",
      compressor: "vtkZLibDataCompressor",
    });
    expect(attributesOf(/<Piece [^>]*>/.exec(xml)![0])).toEqual({
      NumberOfPoints: "3",
      NumberOfVerts: "3",
      NumberOfLines: "0",
      NumberOfStrips: "0",
      NumberOfPolys: "0",
    });
    expect(tail.endsWith("\n</AppendedData>\n</VTKFile>\n")).toBe(true);
  });

  it("points, fields of every type and vertex cells come back bit for bit", () => {
    const { arraysIn } = readVtp(encodeVtp({ points, fields }));
    const { Points } = arraysIn("Points");
    expect([Points.type, Points.NumberOfComponents]).toEqual(["Float64", "3"]);
    expect(bitsOf(Points.data)).toEqual(bitsOf(points));
    const pointData = arraysIn("PointData");
    expect(Object.keys(pointData)).toEqual(fields.map(({ name }) => name));
    for (const { name, components, data } of fields) {
      expect(pointData[name].NumberOfComponents).toBe(String(components));
      expect(pointData[name].data.constructor).toBe(data.constructor);
      expect(bitsOf(pointData[name].data)).toEqual(bitsOf(data));
    }
    const { connectivity, offsets } = arraysIn("Verts");
    expect([...connectivity.data]).toEqual([0, 1, 2]);
    expect([...offsets.data]).toEqual([1, 2, 3]);
  });

  it("the time is field data TimeValue beside other field data", () => {
    const step: VtkArray = { name: "step", components: 1, data: Uint32Array.of(700) };
    const lengths: VtkArray = { name: "boxLengths", components: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) };
    const { arraysIn } = readVtp(encodeVtp({ points, fields, fieldData: [step, lengths], time: 0.1 + 0.2 }));
    const { TimeValue, ...others } = arraysIn("FieldData");
    expect([TimeValue.type, TimeValue.NumberOfTuples, TimeValue.data[0]]).toEqual([
      "Float64",
      "1",
      0.1 + 0.2,
    ]);
    expect(others.step.data).toEqual(step.data);
    expect([others.boxLengths.NumberOfTuples, others.boxLengths.data]).toEqual(["2", lengths.data]);
  });

  it.each([131_072, 50_000])("%i points come back from several blocks", (count) => {
    const many = Float64Array.from({ length: 3 * count }, (_, i) => Math.sin(i));
    const field: VtkArray = { name: "x", components: 1, data: many.subarray(0, count) };
    const { arraysIn } = readVtp(encodeVtp({ points: many, fields: [field] }));
    const { Points } = arraysIn("Points");
    expect(Points.blocks).toBe(Math.ceil((24 * count) / 2 ** 20));
    expect(firstDifference(Points.data, many)).toBe(-1);
    expect(firstDifference(arraysIn("PointData").x.data, field.data)).toBe(-1);
  });

  it("no points give a file without blocks", () => {
    const { arraysIn, xml } = readVtp(encodeVtp({ points: new Float64Array(), fields: [] }));
    expect(xml).toContain('NumberOfPoints="0"');
    expect(arraysIn("Points").Points.blocks).toBe(0);
  });

  it("a higher level makes a smaller file of the same arrays", () => {
    const grid = Float64Array.from({ length: 30_000 }, (_, i) => (i % 30) / 8);
    const [stored, small] = ([0, 9] as const).map((level) => encodeVtp({ points: grid, fields: [] }, level));
    expect(small.length).toBeLessThan(stored.length / 3);
    for (const bytes of [stored, small])
      expect(firstDifference(readVtp(bytes).arraysIn("Points").Points.data, grid)).toBe(-1);
  });

  it("names are escaped", () => {
    const odd: VtkArray = { name: '<"T" & ρ>', components: 1, data: new Float64Array(3) };
    expect(Object.keys(readVtp(encodeVtp({ points, fields: [odd] })).arraysIn("PointData"))).toEqual([
      "&lt;&quot;T&quot; &amp; ρ&gt;",
    ]);
  });

  it("arrays of the wrong length, names used twice and times that are none are refused", () => {
    const short: VtkArray = { name: "velocity", components: 3, data: new Float64Array(3) };
    const step: VtkArray = { name: "TimeValue", components: 1, data: Uint32Array.of(1) };
    const refuse = (change: Partial<Parameters<typeof encodeVtp>[0]>) =>
      expect(() => encodeVtp({ points, fields, ...change }));
    refuse({ points: new Float64Array(4) }).toThrow(".vtp: points must hold rows of 3, got 4 numbers");
    refuse({ fields: [short] }).toThrow(
      ".vtp: field velocity has 3 numbers, expected 3 for each of 3 points",
    );
    refuse({ fields: [fields[0], fields[0]] }).toThrow(".vtp: the name velocity stands for two arrays");
    refuse({ fieldData: [step], time: 1 }).toThrow(".vtp: the name TimeValue stands for two arrays");
    refuse({ fieldData: [{ ...step, components: 3 }] }).toThrow(
      ".vtp: field data TimeValue has 1 numbers in rows of 3",
    );
    refuse({ time: NaN }).toThrow(".vtp: time must be finite, got NaN");
  });
});

describe("ParaView collection", () => {
  it("names the file of every time", () => {
    const text = encodePvd([
      { time: 0, file: "frames/0.vtp" },
      { time: 0.1 + 0.2, file: 'frames/a&"b".vtp' },
    ]);
    expect(text).toBe(
      '<?xml version="1.0"?>\n<VTKFile type="Collection" version="0.1" byte_order="LittleEndian">\n' +
        '<Collection>\n<DataSet timestep="0" group="" part="0" file="frames/0.vtp"/>\n' +
        '<DataSet timestep="0.30000000000000004" group="" part="0" file="frames/a&amp;&quot;b&quot;.vtp"/>\n' +
        "</Collection>\n</VTKFile>\n",
    );
  });

  it("a time that is not finite is refused", () => {
    expect(() => encodePvd([{ time: Infinity, file: "a.vtp" }])).toThrow(
      ".pvd: time of a.vtp must be finite, got Infinity",
    );
  });
});
