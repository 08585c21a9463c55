import { encodeCoordinate, positionCode } from "../../../core/fixedPoint.ts";
import type { Vector3 } from "../../../core/vector.ts";
import type { ParticleRecords } from "../../../gpu/particleState.ts";
import { declareUniform } from "../../../gpu/uniformBlock.ts";
import type { FluidModel, FluidParticles, Solid } from "../model.ts";
import { alongInlet, inletSpeedAt } from "../openBoundaries/openBoundaries.ts";
import { bodyBlock, bodySolids, packBody } from "./bodyRecords.ts";
import { followRate } from "./followRate.ts";
import { motionBlock, MotionRecord, type MotionStart } from "./motionRecords.ts";
import { meanPosition } from "./rigidBodyFrom.ts";

/** A solid on the device at the end of the step being taken; solids.wgsl goes with it. */
export const solidBlock = declareUniform("Solid", {
  /** A point that goes along, of free bodies the centre of mass, in fixed-point units. */
  center: "vec3u",
  /** Which of the bodies it is; 2³² − 1 where its motion is prescribed. */
  body: "u32",
  /** Quaternion x, y, z, w since time 0. */
  orientation: "vec4f",
  /** Of the centre. */
  velocity: "vec3f",
  /** Its particles are members[firstRow …] in the order of their ids, which count from firstId. */
  firstRow: "u32",
  angularVelocity: "vec3f",
  rowCount: "u32",
  acceleration: "vec3f",
  firstId: "u32",
  angularAcceleration: "vec3f",
  /** 1 where the orientation changes. */
  rotates: "u32",
});

const noBody = 0xffffffff;

/** Whether a solid is more than particles at rest. */
export function movesSolid({ motion, body, inlet }: Solid): boolean {
  return motion !== undefined || body !== undefined || inlet !== undefined;
}

/** Whether walls are more than particles at rest: then there are records of solids, and passes that move them. */
export function hasMovingSolids({ solids }: Pick<FluidModel, "solids">): boolean {
  return solids.some(movesSolid);
}

/** Names and sizes of the buffers that moving solids need [bytes]. */
export function solidBufferSizes(model: FluidModel, particleCount: number): Record<string, number> {
  if (!hasMovingSolids(model)) return {};
  const { solids } = model;
  const bodies = bodySolids(model).length;
  const rows = solids.map(({ motion }) => (motion?.kind === "tabulated" ? motion.times.length : 0));
  return {
    solids: solids.length * solidBlock.bytes,
    members: particleCount * 16,
    motions: solids.length * motionBlock.bytes,
    motionTables: rows.reduce((sum, count) => sum + count, 0) * 16,
    ...(bodies > 0 && { bodies: bodies * bodyBlock.bytes }),
  };
}

/** Those of them that a step changes. */
export function savedSolidBuffers(model: FluidModel): string[] {
  if (!hasMovingSolids(model)) return [];
  return bodySolids(model).length > 0 ? ["solids", "bodies"] : ["solids"];
}

/**
 * Contents of those buffers at time 0; velocities of walls are set in the records of the particles.
 *
 * @throws RangeError where ids of a solid that moves do not follow each other
 */
export function solidRecords(
  model: FluidModel,
  particles: FluidParticles,
  records: ParticleRecords,
): Record<string, Uint32Array<ArrayBuffer>> {
  if (!hasMovingSolids(model)) return {};
  const { box, fluids, solids } = model;
  const bodies = bodySolids(model);
  const members: number[] = [];
  const tables: number[][] = [];
  const packed = solids.map((solid, index) => {
    const rows = rowsOf(particles, fluids.length + index);
    const center = solid.body?.center ?? centerOf(model, particles, rows);
    const motion = new MotionRecord(solid.motion, center, box, followRate(model));
    const units = unitsOf(model, center);
    const start = { ...motion.start, ...startOf(solid, box.dimensions) };
    const firstRow = members.length / 4;
    if (isCarried(solid)) {
      checkIds(solid, particles, rows);
      for (const i of rows) {
        for (let axis = 0; axis < 3; axis++) members.push(records.position[4 * i + axis] - units[axis]);
        members.push(i);
      }
    }
    for (const i of rows) {
      const point = [0, 1, 2].map((axis) => unwrapped(model, particles, i, axis));
      records.velocity.set(velocityAt(point, center, start), 4 * i);
    }
    const firstTableRow = tables.length;
    tables.push(...motion.table());
    return {
      motion: motion.pack(units, firstTableRow),
      solid: solidBlock.pack({
        center: units,
        body: solid.body ? bodies.indexOf(index) : noBody,
        orientation: [0, 0, 0, 1],
        ...start,
        firstRow,
        rowCount: members.length / 4 - firstRow,
        firstId: rows.length > 0 ? particles.id[rows[0]] : 0,
        rotates: turns(solid) ? 1 : 0,
      }),
      body: solid.body && packBody(model, index, rows.length),
    };
  });
  return {
    solids: joined(packed.map(({ solid }) => solid)),
    members: Uint32Array.from(members),
    motions: joined(packed.map(({ motion }) => motion)),
    motionTables: new Uint32Array(Float32Array.from(tables.flat()).buffer),
    ...(bodies.length > 0 && { bodies: joined(bodies.map((index) => packed[index].body as ArrayBuffer)) }),
  };
}

/** v + ω × r */
function velocityAt(point: readonly number[], center: Vector3, { velocity, angularVelocity }: MotionStart) {
  const [x, y, z] = point.map((coordinate, axis) => coordinate - center[axis]);
  const [wx, wy, wz] = angularVelocity;
  return [wy * z - wz * y, wz * x - wx * z, wx * y - wy * x].map((v, axis) => v + velocity[axis]);
}

/** Whether a solid's particles go with it: a sliding belt's stay. */
function isCarried({ motion, body }: Solid): boolean {
  return body !== undefined || (motion !== undefined && motion.kind !== "sliding");
}

function turns({ motion, body }: Solid): boolean {
  return body !== undefined || motion?.kind === "rotating" || motion?.kind === "swinging";
}

/** What a body or an inlet has at time 0 instead of what its motion says. */
function startOf(solid: Solid, dimensions: 2 | 3): Partial<MotionStart> {
  if (solid.body) return spinOf(solid, dimensions);
  if (!solid.inlet) return {};
  const { speed, rate } = inletSpeedAt(solid.inlet.speed, 0);
  return { velocity: alongInlet(solid.inlet, speed), acceleration: alongInlet(solid.inlet, rate) };
}

function spinOf({ body }: Solid, dimensions: 2 | 3) {
  const [vx, vy, vz] = body?.velocity ?? [0, 0, 0];
  const [wx, wy, wz] = body?.angularVelocity ?? [0, 0, 0];
  const inPlane = dimensions === 3 ? 1 : 0;
  const velocity: Vector3 = [vx, vy, inPlane * vz];
  const angularVelocity: Vector3 = [inPlane * wx, inPlane * wy, wz];
  return { velocity, angularVelocity };
}

/** Rows of a material's particles, in the order of their ids. */
function rowsOf({ type, id }: FluidParticles, material: number): number[] {
  const rows = [...type.keys()].filter((i) => type[i] === material);
  return rows.sort((a, b) => id[a] - id[b]);
}

function checkIds({ name }: Solid, { id }: FluidParticles, rows: readonly number[]): void {
  const gap = rows.findIndex((i, k) => id[i] !== id[rows[0]] + k);
  if (gap < 0) return;
  throw new RangeError(`ids of the moving solid ${name} do not follow each other at id ${id[rows[gap]]}`);
}

function centerOf(model: FluidModel, particles: FluidParticles, rows: readonly number[]): Vector3 {
  if (rows.length === 0) return model.box.lower;
  return meanPosition(rows.flatMap((i) => [0, 1, 2].map((axis) => unwrapped(model, particles, i, axis))));
}

function unwrapped({ box }: FluidModel, { position, image }: FluidParticles, i: number, axis: number) {
  return position[3 * i + axis] + image[3 * i + axis] * box.lengths[axis];
}

function unitsOf({ box }: FluidModel, point: Vector3): number[] {
  const code = positionCode(box);
  return point.map((coordinate, axis) => encodeCoordinate(coordinate, axis, code)[0]);
}

function joined(parts: readonly ArrayBuffer[]): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(parts.flatMap((part) => [...new Uint32Array(part)]));
}
