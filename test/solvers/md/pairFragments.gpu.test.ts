import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GpuContext } from "../../../src/gpu/context.ts";
import { openDawn } from "../../../src/headless/dawn.ts";
import type { CutoffTreatment, CutoffValues } from "../../../src/solvers/md/cutoffs/cutoffTreatment.ts";
import { cutoffTreatments } from "../../../src/solvers/md/cutoffs/index.ts";
import { pairPotentials } from "../../../src/solvers/md/potentials/index.ts";
import { lennardJones } from "../../../src/solvers/md/potentials/lennardJones.ts";
import type { PairPotential } from "../../../src/solvers/md/potentials/pairPotential.ts";
import { type SamplePair, sampleDistances, samplePairs } from "./samplePairs.ts";

/** Rounding errors allowed, in units of 2⁻²⁴ · magnitude: WGSL promises exp, exp2 and log2 to a few ulp only. */
const tolerance = 32;
const pairCount = 512;

let context: GpuContext;
beforeAll(async () => {
  context = await openDawn();
});
afterAll(() => context.destroy());

const main = /* wgsl */ `
@group(0) @binding(0) var<uniform> coefficients: array<vec4f, 2>;
@group(0) @binding(1) var<storage> squaredDistance: array<f32>;
@group(0) @binding(2) var<storage, read_write> result: array<vec2f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= arrayLength(&squaredDistance)) { return; }
  let r2 = squaredDistance[id.x];
  result[id.x] = applyCutoff(pairPotential(r2, coefficients[0]), r2, coefficients[1]);
}
`;

function cutoffValues(potential: PairPotential, { cutoffRadius, parameters }: SamplePair): CutoffValues {
  return {
    cutoffRadius,
    energyAtCutoff: potential.energy(cutoffRadius, parameters),
    forceAtCutoff: potential.force(cutoffRadius, parameters),
    switchRadius: 0.8 * cutoffRadius,
  };
}

function uploaded(data: Float32Array<ArrayBuffer>, usage: number): GPUBuffer {
  const buffer = context.device.createBuffer({
    size: data.byteLength,
    usage: usage | GPUBufferUsage.COPY_DST,
  });
  context.device.queue.writeBuffer(buffer, 0, data);
  return buffer;
}

/** (U, −(dU/dr)/r) at each squared distance, interleaved, as the fragments compute them. */
async function evaluate(
  potential: PairPotential,
  treatment: CutoffTreatment,
  sample: SamplePair,
  squaredDistances: Float32Array<ArrayBuffer>,
): Promise<Float32Array> {
  const { device } = context;
  const { cutoffRadius, energyAtCutoff, forceAtCutoff, switchRadius } = cutoffValues(potential, sample);
  const cutoffWords = [cutoffRadius ** 2, energyAtCutoff, forceAtCutoff, switchRadius];
  const coefficients = Float32Array.from([...potential.coefficients(sample.parameters), ...cutoffWords]);
  const size = 2 * squaredDistances.byteLength;
  const result = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC });
  const readback = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const buffers = [
    uploaded(coefficients, GPUBufferUsage.UNIFORM),
    uploaded(squaredDistances, GPUBufferUsage.STORAGE),
    result,
  ];
  const module = device.createShaderModule({ code: potential.wgsl + treatment.wgsl + main });
  const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module } });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(squaredDistances.length / 64));
  pass.end();
  encoder.copyBufferToBuffer(result, 0, readback, 0, size);
  device.queue.submit([encoder.finish()]);
  await readback.mapAsync(GPUMapMode.READ);
  const values = new Float32Array(readback.getMappedRange().slice(0));
  for (const buffer of [...buffers, readback]) buffer.destroy();
  context.check();
  return values;
}

/** Worst error of the fragments against float64 over a sample's distances, in units of 2⁻²⁴ · magnitude. */
async function worstError(
  potential: PairPotential,
  treatment: CutoffTreatment,
  sample: SamplePair,
): Promise<number> {
  const { parameters } = sample;
  const squaredDistances = Float32Array.from(sampleDistances(sample, pairCount), (r) => r * r);
  const values = cutoffValues(potential, sample);
  const result = await evaluate(potential, treatment, sample, squaredDistances);
  let worst = 0;
  squaredDistances.forEach((r2, k) => {
    const r = Math.sqrt(r2);
    const plain = [potential.energy(r, parameters), potential.force(r, parameters)] as const;
    const [energy, force] = treatment.apply(r, ...plain, values);
    const magnitude = potential.magnitude(r, parameters);
    const [energyScale, forceScale] = treatment.magnitude(r, ...plain, magnitude, values);
    const energyError = Math.abs(result[2 * k] - energy) / energyScale;
    const forceError = Math.abs(result[2 * k + 1] * r - force) / forceScale;
    // Math.max hands NaN on, so that a NaN from the fragments fails the comparison.
    worst = Math.max(worst, energyError * 2 ** 24, forceError * 2 ** 24);
  });
  return worst;
}

/** The fragment with its function renamed, and in its place one whose result is 0.1 % larger. */
function mutatedFragment(wgsl: string, name: string, signature: string, call: string): string {
  const renamed = wgsl.replace(`fn ${name}(`, `fn exact_${name}(`);
  return `${renamed}\nfn ${name}(${signature}) -> vec2f { return 1.001 * exact_${name}(${call}); }\n`;
}

const mutatedPotential = (potential: PairPotential): PairPotential => ({
  ...potential,
  wgsl: mutatedFragment(potential.wgsl, "pairPotential", "r2: f32, c: vec4f", "r2, c"),
});

const mutatedTreatment = (treatment: CutoffTreatment): CutoffTreatment => ({
  ...treatment,
  wgsl: mutatedFragment(treatment.wgsl, "applyCutoff", "u: vec2f, r2: f32, t: vec4f", "u, r2, t"),
});

const named = <T extends { name: string }>(list: readonly T[]) => list.map((one) => [one.name, one] as const);

describe.each(named(pairPotentials))("the WGSL of %s", (name, potential) => {
  test.each(named(cutoffTreatments))("meets float64, %s", async (_, treatment) => {
    for (const sample of samplePairs[name]) {
      expect(await worstError(potential, treatment, sample)).toBeLessThan(tolerance);
    }
  });

  test.each(named(cutoffTreatments))("is finite down to r = 0, %s", async (_, treatment) => {
    const squaredDistances = Float32Array.from([0, 1e-45, 1e-38, 1e-30, 1e-20, 1e-10, 1e-6, 1e-4, 1e-2]);
    for (const sample of samplePairs[name]) {
      const result = await evaluate(potential, treatment, sample, squaredDistances);
      expect(result.every(Number.isFinite)).toBe(true);
    }
  });

  test("fails the comparison when it is 0.1 % off", async () => {
    for (const sample of samplePairs[name]) {
      for (const treatment of cutoffTreatments) {
        const worst = await worstError(mutatedPotential(potential), treatment, sample);
        expect(worst).toBeGreaterThan(tolerance);
      }
    }
  });
});

test.each(named(cutoffTreatments))("%s fails the comparison when it is 0.1 %% off", async (_, treatment) => {
  const [sample] = samplePairs["lennard-jones"];
  expect(await worstError(lennardJones, mutatedTreatment(treatment), sample)).toBeGreaterThan(tolerance);
});

test("Lennard-Jones fails the comparison with one number of its formula 0.1 % off", async () => {
  const wgsl = lennardJones.wgsl.replace("2.0 * c.z", "2.002 * c.z");
  expect(wgsl).not.toBe(lennardJones.wgsl);
  const [sample] = samplePairs["lennard-jones"];
  const worst = await worstError({ ...lennardJones, wgsl }, cutoffTreatments[0], sample);
  expect(worst).toBeGreaterThan(tolerance);
});
