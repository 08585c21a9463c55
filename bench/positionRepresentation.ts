import { readFile } from "node:fs/promises";
import { boxVolume } from "../src/core/box.ts";
import { decodeCoordinate, positionCode } from "../src/core/fixedPoint.ts";
import { BufferPool } from "../src/gpu/buffers.ts";
import { geometryBlock } from "../src/gpu/geometry.ts";
import geometryCode from "../src/gpu/geometry.wgsl?raw";
import { neighbourCode } from "../src/gpu/neighbourCode.ts";
import { packParticles } from "../src/gpu/particleState.ts";
import { forEachIndex } from "../src/gpu/indexSharing.ts";
import { type BoundPass, Pass } from "../src/gpu/pass.ts";
import { Readback } from "../src/gpu/readback.ts";
import { allThreads } from "../src/gpu/rowLayout.ts";
import { packStatus, statusReader } from "../src/gpu/status.ts";
import { median } from "../src/headless/bench/statistics.ts";
import { openDawn } from "../src/headless/dawn.ts";
import { molecularFamily } from "../src/run/molecularFamily.ts";
import { buildModel } from "../src/run/scenario/buildModel.ts";
import { parseScenarioOf } from "../src/run/scenario/parseScenario.ts";
import { MolecularDynamics } from "../src/solvers/md/molecularDynamics.ts";
import { anyPair } from "../src/solvers/md/molecularPasses.ts";
import { pairTerm } from "../src/solvers/md/pairTable.ts";
import computePairForce from "../src/solvers/md/passes/computePairForce.wgsl?raw";
import pairForceCode from "../src/solvers/md/passes/pairForce.wgsl?raw";
import pairInteraction from "../src/solvers/md/passes/pairInteraction.wgsl?raw";

/**
 * One force pass with positions as 32-bit fractions of the box and as float32 coordinates, on the same neighbour
 * list: seconds, and errors against float64, for the melt in place and for its box moved into a corner of one that
 * is `stretch` times as long (where float32 coordinates have lost digits).
 */
const rounds = 15;
const passesPerRound = 20;

const floatSeparation = /* wgsl */ `
fn separation(a: vec3u, b: vec3u) -> vec3f {
  let edge = geometry.lengthPerUnit * 0x1p32;
  let d = bitcast<vec3f>(a) - bitcast<vec3f>(b);
  return d - edge * round(d / edge);
}`;
/** The middle of a cluster is found among integers; here its first particle is the origin of its frame. */
const floatFrame = (code: string) => code.replace("first + bitcast<vec3u>(middle)", "first");
const floatGeometry = geometryCode.replace(/fn separation[\s\S]*?\n}/, floatSeparation);

const context = await openDawn();
const scenario = parseScenarioOf(
  molecularFamily,
  await readFile("scenarios/lennard-jones-melt.json", "utf8"),
);
const built = await buildModel(scenario, () => Promise.reject(new Error("this scenario reads no files")));

for (const stretch of [1, 30]) {
  const { box } = built.model;
  const lengths = box.lengths.map((edge) => edge * stretch) as unknown as typeof box.lengths;
  const model = { ...built.model, box: { ...box, lengths } };
  const { particles } = built;
  // Away from the origin: float32 is at its best next to zero. A little disorder, so that no error cancels.
  for (let k = 0; k < particles.position.length; k++) {
    particles.position[k] += (stretch === 1 ? 0 : lengths[0] - box.lengths[0]) + 0.05 * Math.sin(12.9898 * k);
  }
  const solver = await MolecularDynamics.create(context, model, particles.count);
  solver.growList(solver.list.layout.rowNeighbours(140, 3));
  const { queue } = context.device;
  const { position } = solver.particles;
  queue.writeBuffer(solver.buffers.tag, 0, packParticles(particles, model.box).tag);
  queue.writeBuffer(position, 0, packParticles(particles, model.box).position);
  queue.writeBuffer(solver.buffers.status, 0, packStatus({ rebuilding: 1 }));
  await run((pass) => solver.encodeRebuild(pass));

  const pool = new BufferPool(context);
  const readback = new Readback(context, pool);
  const fixed = new Uint32Array((await read(position))[0]);
  const code = positionCode(model.box);
  const exact = Float64Array.from({ length: 3 * particles.count }, (_, k) => {
    const axis = k % 3;
    return decodeCoordinate(fixed[4 * Math.floor(k / 3) + axis], axis, code);
  });
  const floats = new Uint32Array(fixed);
  const view = new Float32Array(floats.buffer);
  for (let i = 0; i < particles.count; i++) for (let a = 0; a < 3; a++) view[4 * i + a] = exact[3 * i + a];
  const floatPosition = pool.storage("float32 positions", floats.byteLength);
  queue.writeBuffer(floatPosition, 0, floats);

  const variants = {
    "fixed-point": await forcePass(geometryCode, position),
    float32: await forcePass(floatGeometry, floatPosition, floatFrame),
  };
  const reference = referenceForces();
  const times: Record<string, number[]> = { "fixed-point": [], float32: [] };
  const errors: Record<string, number> = {};
  for (const [name, passes] of Object.entries(variants)) {
    await run((pass) => encode(passes, pass));
    errors[name] = rootMeanSquareError(new Float32Array((await read(solver.buffers.force))[0]), reference);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [name, passes] of Object.entries(variants)) {
      const start = performance.now();
      await run((pass) => {
        for (let k = 0; k < passesPerRound; k++) encode(passes, pass);
      });
      times[name].push((performance.now() - start) / passesPerRound);
    }
  }
  const density = (particles.count / boxVolume(box)).toFixed(4);
  for (const name of Object.keys(variants)) {
    process.stdout.write(
      `${context.adapter.description} | ${particles.count} atoms, density ${density}, box edge ${lengths[0].toFixed(1)} | ` +
        `${name}: ${median(times[name]).toFixed(2)} ms a force pass, relative error of forces (rms) ${errors[name].toExponential(2)}\n`,
    );
  }
  pool.destroy();
  solver.destroy();

  async function forcePass(
    geometry: string,
    positions: GPUBuffer,
    frame = (code: string) => code,
  ): Promise<BoundPass[]> {
    const { potential, cutoff } = model.pairs;
    const pass = await Pass.create(context, {
      label: "computePairForce",
      bindings: {
        geometry: { type: "Geometry", access: "uniform" },
        pairs: { type: "array<PairCoefficients, 1>", access: "uniform" },
        chunk: { type: "Chunk", access: "uniform" },
        status: { type: "Status", access: "read" },
        position: { type: "array<vec4u>", access: "read" },
        rowLength: { type: "array<u32>", access: "read" },
        list: { type: "array<ListWord>", access: "read" },
        force: { type: "array<vec4f>", access: "read_write" },
      },
      code: [
        "const TYPE_COUNT = 1u;",
        statusReader,
        geometryBlock.wgsl,
        geometry,
        frame(neighbourCode(context.rowLayout, {})),
        anyPair,
        potential.wgsl,
        cutoff.wgsl,
        pairInteraction,
        pairForceCode,
        computePairForce,
        forEachIndex("alongRow", allThreads),
      ],
    });
    return solver.list.chunks.map(({ list, chunk }) =>
      pass.bind({ ...solver.buffers, position: positions, rowLength: solver.list.rowLength, list, chunk }),
    );
  }

  function encode(passes: BoundPass[], encoder: GPUComputePassEncoder): void {
    passes.forEach((pass, k) => pass.encode(encoder, solver.list.chunks[k].count));
  }

  /** Forces on every hundredth particle by the sum over all others, in float64. */
  function referenceForces(): Map<number, number[]> {
    const forces = new Map<number, number[]>();
    for (let i = 0; i < particles.count; i += 100) {
      const force = [0, 0, 0];
      for (let j = 0; j < particles.count; j++) {
        if (j === i) continue;
        const d = [0, 1, 2].map((axis) => {
          const difference = exact[3 * i + axis] - exact[3 * j + axis];
          return difference - lengths[axis] * Math.round(difference / lengths[axis]);
        });
        const r = Math.hypot(...d);
        const [, magnitude] = pairTerm(model.pairs, 0, 0, r);
        d.forEach((component, axis) => (force[axis] += (magnitude * component) / r));
      }
      forces.set(i, force);
    }
    return forces;
  }

  function rootMeanSquareError(force: Float32Array, expected: Map<number, number[]>): number {
    let error = 0;
    let norm = 0;
    for (const [i, components] of expected) {
      components.forEach((value, axis) => {
        error += (force[4 * i + axis] - value) ** 2;
        norm += value ** 2;
      });
    }
    return Math.sqrt(error / norm);
  }

  async function run(record: (pass: GPUComputePassEncoder) => void): Promise<void> {
    const encoder = context.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    record(pass);
    pass.end();
    queue.submit([encoder.finish()]);
    await context.settle(queue.onSubmittedWorkDone());
    context.check();
  }

  async function read(buffer: GPUBuffer): Promise<ArrayBuffer[]> {
    const encoder = context.device.createCommandEncoder();
    readback.begin(buffer.size);
    readback.copy(encoder, buffer);
    queue.submit([encoder.finish()]);
    return readback.take();
  }
}
