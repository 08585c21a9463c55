import type { DeflateOptions } from "fflate";
import { zlibSync } from "fflate";
import { formatNumber } from "./formatNumber.ts";

/** A named array with `components` numbers a row. */
export interface VtkArray {
  readonly name: string;
  readonly components: 1 | 3;
  readonly data: Float64Array | Float32Array | Uint32Array | Int32Array;
}

/** Points, what they carry, and what holds for all of them. */
export interface VtkPolyData {
  /** (N, 3) positions [length]. */
  readonly points: Float64Array;
  /** Arrays of N rows, e.g. density (N) or velocity (N, 3). */
  readonly fields: readonly VtkArray[];
  /** Arrays of any number of rows, e.g. the step. */
  readonly fieldData?: readonly VtkArray[];
  /** Written as field data `TimeValue`, which ParaView takes as the time of the file [time]. */
  readonly time?: number;
}

/** A file of a time series and the time it shows. */
export interface PvdEntry {
  readonly time: number;
  /** Path from the folder of the collection, with slashes. */
  readonly file: string;
}

const blockBytes = 2 ** 20;

/**
 * The bytes of a `.vtp` file: VTK XML PolyData in which every point is a vertex cell, so that ParaView draws it. Arrays
 * follow the XML as raw bytes, little-endian, in zlib blocks behind headers of uint64
 * (https://docs.vtk.org/en/latest/vtk_file_formats/vtkxml_file_format.html). `level` is zlib's, 0 to 9.
 * Throws RangeError for arrays of the wrong length, names used twice, and a time that is not finite.
 */
export function encodeVtp(
  polyData: VtkPolyData,
  level: DeflateOptions["level"] = 1,
): Uint8Array<ArrayBuffer> {
  checkPolyData(polyData);
  const { points, fields, time } = polyData;
  const count = points.length / 3;
  const timeValue: VtkArray[] =
    time === undefined ? [] : [{ name: "TimeValue", components: 1, data: Float64Array.of(time) }];
  const appended: Uint8Array[] = [];
  let offset = 0;
  const dataArray = ({ name, components, data }: VtkArray, attributes = ""): string => {
    const start = offset;
    for (const part of compressedParts(data, level)) {
      appended.push(part);
      offset += part.length;
    }
    return (
      `<DataArray type="${vtkType(data)}" Name="${escapeXml(name)}" NumberOfComponents="${components}"` +
      `${attributes} format="appended" offset="${start}"/>\n`
    );
  };
  const dataArrays = (arrays: readonly VtkArray[]) => arrays.map((array) => dataArray(array)).join("");
  const cells = (name: string, first: number) =>
    dataArray({ name, components: 1, data: Int32Array.from({ length: count }, (_, i) => i + first) });
  const fieldData = [...timeValue, ...(polyData.fieldData ?? [])].map((array) =>
    dataArray(array, ` NumberOfTuples="${array.data.length / array.components}"`),
  );

  const xml =
    '<?xml version="1.0"?>\n' +
    '<VTKFile type="PolyData" version="1.0" byte_order="LittleEndian" header_type="UInt64" ' +
    'compressor="vtkZLibDataCompressor">\n<PolyData>\n' +
    `<FieldData>\n${fieldData.join("")}</FieldData>\n` +
    `<Piece NumberOfPoints="${count}" NumberOfVerts="${count}" NumberOfLines="0" NumberOfStrips="0" ` +
    'NumberOfPolys="0">\n' +
    `<PointData>\n${dataArrays(fields)}</PointData>\n` +
    `<Points>\n${dataArray({ name: "Points", components: 3, data: points })}</Points>\n` +
    `<Verts>\n${cells("connectivity", 0)}${cells("offsets", 1)}</Verts>\n` +
    '</Piece>\n</PolyData>\n<AppendedData encoding="raw">\n_';
  const encoder = new TextEncoder();
  return concatenate([encoder.encode(xml), ...appended, encoder.encode("\n</AppendedData>\n</VTKFile>\n")]);
}

/**
 * The text of a `.pvd` file, in which ParaView finds the files of a time series and their times
 * (https://www.paraview.org/Wiki/ParaView/Data_formats). Throws RangeError for a time that is not finite.
 */
export function encodePvd(entries: readonly PvdEntry[]): string {
  const dataSets = entries.map(({ time, file }) => {
    if (!Number.isFinite(time)) throw new RangeError(`.pvd: time of ${file} must be finite, got ${time}`);
    return `<DataSet timestep="${formatNumber(time)}" group="" part="0" file="${escapeXml(file)}"/>\n`;
  });
  return (
    '<?xml version="1.0"?>\n<VTKFile type="Collection" version="0.1" byte_order="LittleEndian">\n' +
    `<Collection>\n${dataSets.join("")}</Collection>\n</VTKFile>\n`
  );
}

/** Header (number of blocks, bytes of a block, of a last part block, of each compressed block) and the blocks. */
function compressedParts(data: VtkArray["data"], level: DeflateOptions["level"]): Uint8Array[] {
  // Typed arrays have the byte order of the machine, which is little-endian wherever WebGPU runs.
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const blocks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += blockBytes)
    blocks.push(zlibSync(bytes.subarray(start, start + blockBytes), { level }));
  const sizes = [blocks.length, blockBytes, bytes.length % blockBytes, ...blocks.map(({ length }) => length)];
  return [new Uint8Array(BigUint64Array.from(sizes, BigInt).buffer), ...blocks];
}

function vtkType(data: VtkArray["data"]): string {
  if (data instanceof Float64Array) return "Float64";
  if (data instanceof Float32Array) return "Float32";
  return data instanceof Uint32Array ? "UInt32" : "Int32";
}

function checkPolyData({ points, fields, fieldData = [], time }: VtkPolyData): void {
  if (points.length % 3 !== 0)
    throw new RangeError(`.vtp: points must hold rows of 3, got ${points.length} numbers`);
  const count = points.length / 3;
  for (const { name, components, data } of fields)
    if (data.length !== count * components)
      throw new RangeError(
        `.vtp: field ${name} has ${data.length} numbers, expected ${components} for each of ${count} points`,
      );
  for (const { name, components, data } of fieldData)
    if (data.length % components !== 0)
      throw new RangeError(`.vtp: field data ${name} has ${data.length} numbers in rows of ${components}`);
  const shared = [...fieldData.map(({ name }) => name), ...(time === undefined ? [] : ["TimeValue"])];
  for (const names of [fields.map(({ name }) => name), shared]) {
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) throw new RangeError(`.vtp: the name ${twice} stands for two arrays`);
  }
  if (time !== undefined && !Number.isFinite(time))
    throw new RangeError(`.vtp: time must be finite, got ${time}`);
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return bytes;
}
