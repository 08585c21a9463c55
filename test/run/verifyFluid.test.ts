import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GpuContext } from "../../src/gpu/context.ts";
import { openDawn } from "../../src/headless/dawn.ts";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { verifyFluid } from "../../src/run/verifyFluid.ts";
import { linear } from "../../src/solvers/sph/equationsOfState/linear.ts";
import { findSmoothingKernel } from "../../src/solvers/sph/kernels/index.ts";
import type { FluidModel } from "../../src/solvers/sph/model.ts";
import { motionParameters } from "../../src/solvers/sph/parameters/motionParameters.ts";
import { viscosityParameters } from "../../src/solvers/sph/viscosities/index.ts";
import { fluidBox, makeFluid, restingWall, schemeOf } from "../solvers/sph/reference/fluidModels.ts";
import { builtChannel, channelDocument, shakenFluid } from "../support/openChannel.ts";
import { cohesionOf, tensionOf } from "../solvers/sph/surfaceTensionCases.ts";
import { fluidTank } from "./fluidTank.ts";
import { mutatedContext } from "./mutatedContext.ts";

let context: GpuContext;
beforeAll(async () => {
  context = await openDawn();
});
afterAll(() => context.destroy());

type Words = Readonly<Record<string, unknown>>;
const weakly = (changes: Words): Partial<FluidModel> => ({
  scheme: schemeOf("weakly-compressible", changes),
});
const damped = (changes: Words = {}): Partial<FluidModel> => ({
  scheme: schemeOf("entropically-damped", changes),
});
const advection = (kind: string) => ({ advection: { kind } });
const diffusion = (kind: string) => ({ densityDiffusion: { kind } });
const stiff: Partial<FluidModel> = {
  equationOfState: linear,
  equationParameters: { backgroundPressure: 50 },
};
const artificial: Partial<FluidModel> = {
  viscosities: [viscosityParameters.parse({ kind: "artificial", coefficient: 0.2 })],
};
const swinging: Partial<FluidModel> = {
  acceleration: {
    constant: [0.3, -2, 0],
    oscillation: { amplitude: [1, 0.5, 0], frequency: 1.3, phase: 0.2 },
  },
  timeStepping: { courantNumber: 0.25, dampingTime: 0.5 },
};

function moving(kind: string, words: Words): Partial<FluidModel> {
  return { solids: [{ ...restingWall, motion: motionParameters.parse({ kind, ...words }) }] };
}

const oscillating = moving("sinusoidal", { amplitude: [0, 0.02], frequency: 2 });

function twoFluids(): Partial<FluidModel> {
  const box = fluidBox([1, 1]);
  const water = makeFluid(box, 0.1);
  const oil = { name: "oil", referenceDensity: 700, soundSpeed: 11, kinematicViscosity: 0.03 };
  return { fluids: [water, makeFluid(box, 0.1, oil)] };
}

const variants: [what: string, changes: Partial<FluidModel>][] = [
  ["the continuity equation", weakly({})],
  ["density summed", weakly({ density: "summation" })],
  ["Molteni and Colagrossi's diffusion", weakly(diffusion("molteni-colagrossi"))],
  ["Fourtakas' diffusion", weakly(diffusion("fourtakas"))],
  ["Antuono's diffusion", weakly(diffusion("antuono"))],
  ["XSPH", weakly(advection("xsph"))],
  ["a transport velocity", weakly(advection("transport-velocity"))],
  ["shifting", weakly(advection("shifting"))],
  ["entropic damping", damped()],
  ["entropic damping and a transport velocity", damped(advection("transport-velocity"))],
  ["positions corrected", { scheme: schemeOf("position-based") }],
  ["divergence taken out", { scheme: schemeOf("divergence-free") }],
];

describe.each([2, 3] as const)(
  "in %i dimensions every pass agrees with the float64 reference",
  (dimensions) => {
    test.each(variants)("with %s", async (_what, changes) => {
      await expectAgreement(dimensions, changes);
    });
  },
);

describe("every pass agrees with the float64 reference", () => {
  const more: [what: string, changes: Partial<FluidModel>][] = [
    ["a linear equation of state", stiff],
    [
      "artificial viscosity and a quintic spline",
      { ...artificial, kernel: findSmoothingKernel("quintic-spline") },
    ],
    ["a body force that grows and swings", swinging],
    ["a fixed time step", { timeStepping: { timeStep: 0.002, courantNumber: 0.25, dampingTime: 0 } }],
    [
      "a wall that lets the fluid slip beside one that does not",
      { solids: [restingWall, { ...restingWall, name: "ice", slip: "free-slip" }] },
    ],
    ["no walls", { solids: [] }],
    ["a wall that slides", moving("sliding", { velocity: [0.5, 0] })],
    ["a wall that oscillates", oscillating],
    [
      "a wall that goes along a table",
      moving("tabulated", {
        times: [0, 1],
        displacements: [
          [0, 0],
          [0, 0.1],
        ],
      }),
    ],
    ["a wall that turns", moving("rotating", { center: [0.5, 0.3], angularVelocity: 0.2 })],
    ["a wall that swings", moving("swinging", { center: [0.5, 0.3], amplitude: 0.1, frequency: 0.5 })],
    ["two fluids", twoFluids()],
    ...(["position-based", "divergence-free"] as const).flatMap((kind): typeof more => {
      const scheme = schemeOf(kind);
      return [
        [`a wall that oscillates, ${kind}`, { ...oscillating, scheme }],
        [`a wall that slides, ${kind}`, { ...moving("sliding", { velocity: [0.5, 0] }), scheme }],
        [`two fluids, ${kind}`, { ...twoFluids(), scheme }],
        [`cohesion, ${kind}`, { surfaceTension: cohesionOf(0.5), scheme }],
        [`a tension and no viscosity, ${kind}`, { surfaceTension: tensionOf(50), viscosities: [], scheme }],
      ];
    }),
  ];
  test.each(more)("with %s", async (_what, changes) => {
    await expectAgreement(2, changes);
  });
});

test.each(["couette", "lid-driven-cavity", "rayleigh-taylor", "sloshing-tank"])(
  "every pass of the scenario %s agrees with the float64 reference",
  async (name) => {
    const scenario = parseScenario(readFileSync(`scenarios/${name}.json`, "utf8"));
    const { rows } = await (await buildScenario(scenario, noFiles)).verify(context, { steps: 3 });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  },
);

test.each(["position-based", "divergence-free"])(
  "every pass and whole steps agree with the float64 reference while fluid comes in and leaves, %s",
  async (kind) => {
    const inlet = { ...channelDocument.setup.inlets[0], velocity: { from: 0.8, to: 1.2, rampTime: 0.05 } };
    const { model, particles } = await builtChannel({
      setup: { ...shakenFluid, inlets: [inlet] },
      solver: { scheme: { kind } },
    });
    const { rows } = await verifyFluid(context, model, particles, { steps: 8 });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  },
);

const noFiles = () => Promise.reject(new Error("these scenarios read no files"));

async function expectAgreement(dimensions: 2 | 3, changes: Partial<FluidModel>) {
  const { model, particles } = fluidTank(dimensions, changes);
  const { rows } = await verifyFluid(context, model, particles, { steps: 4 });
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ ok }) => !ok)).toEqual([]);
}

describe("an error in one formula, most often of 0.1 or 0.2 %, makes verification fail", () => {
  const cases: [what: string, changes: Partial<FluidModel>, from: string, to: string, pass: string][] = [
    [
      "the kernel",
      weakly({ density: "summation" }),
      "fluid.valueScale * kernelValue",
      "1.001 * fluid.valueScale * kernelValue",
      "updateDensity",
    ],
    [
      "the kernel's slope",
      stiff,
      "fluid.slopeScale * kernelSlope",
      "1.001 * fluid.slopeScale * kernelSlope",
      "computeForce",
    ],
    [
      "the equation of state",
      stiff,
      "return e.stiffness * (",
      "return 1.001 * e.stiffness * (",
      "integrateFirst",
    ],
    [
      "the continuity equation",
      stiff,
      "(*sums).rate += other.volume",
      "(*sums).rate += 1.001 * other.volume",
      "computeForce",
    ],
    [
      "Molteni and Colagrossi's diffusion",
      { ...stiff, ...weakly(diffusion("molteni-colagrossi")) },
      "return pair.volumeJ * pair.slope",
      "return 1.002 * pair.volumeJ * pair.slope",
      "computeForce",
    ],
    [
      "Fourtakas' diffusion",
      { ...stiff, ...weakly(diffusion("fourtakas")) },
      "return pair.volumeJ * pair.slope",
      "return 1.002 * pair.volumeJ * pair.slope",
      "computeForce",
    ],
    [
      "Antuono's diffusion",
      { ...stiff, ...weakly(diffusion("antuono")) },
      "return pair.volumeJ * pair.slope",
      "return 1.002 * pair.volumeJ * pair.slope",
      "computeForce",
    ],
    [
      "the density gradient",
      { ...stiff, ...weakly(diffusion("antuono")) },
      "(*sums).gradient += factor",
      "(*sums).gradient += 1.001 * factor",
      "computeDensityGradient",
    ],
    [
      "entropic damping",
      damped(),
      "return 0.125 * fluid.pressureDamping",
      "return 0.12525 * fluid.pressureDamping",
      "computeForce",
    ],
    [
      "the wall's pressure",
      stiff,
      "pressure = ((*sums).pressure",
      "pressure = (1.001 * (*sums).pressure",
      "extrapolateWalls",
    ],
    [
      "the weight of the fluid at a wall",
      stiff,
      "dot(acceleration, (*sums).moment)",
      "1.002 * dot(acceleration, (*sums).moment)",
      "extrapolateWalls",
    ],
    [
      "the velocity mirrored in a wall",
      stiff,
      "- (*sums).velocity / (*sums).weight",
      "- 1.001 * (*sums).velocity / (*sums).weight",
      "extrapolateWalls",
    ],
    [
      "the force of pressures",
      stiff,
      "-volumes * mean * slope",
      "-1.001 * volumes * mean * slope",
      "computeForce",
    ],
    ["laminar viscosity", stiff, "let mean = 2.0 * etaI", "let mean = 2.002 * etaI", "computeForce"],
    ["artificial viscosity", { ...stiff, ...artificial }, "(2.0 * c.x", "(2.002 * c.x", "computeForce"],
    [
      "XSPH",
      weakly(advection("xsph")),
      "let share = 2.0 * own.mass",
      "let share = 2.002 * own.mass",
      "computeForce",
    ],
    [
      "the momentum that a transport velocity carries",
      weakly(advection("transport-velocity")),
      "0.5 * factor * (stressI",
      "0.501 * factor * (stressI",
      "computeForce",
    ],
    [
      "a background pressure",
      weakly(advection("transport-velocity")),
      "vec4f(fluid.backgroundPressure",
      "vec4f(1.001 * fluid.backgroundPressure",
      "computeForce",
    ],
    [
      "shifting",
      weakly(advection("shifting")),
      "velocity - fluid.advectionCoefficient",
      "velocity - 1.002 * fluid.advectionCoefficient",
      "integrateFirst",
    ],
    [
      "constraints",
      { scheme: schemeOf("position-based") },
      "-fluid.jacobiWeight * constraint",
      "-1.002 * fluid.jacobiWeight * constraint",
      "computeMultiplier",
    ],
    [
      "corrections",
      { scheme: schemeOf("position-based") },
      "vec4f(own.mobility * (*sums).correction",
      "vec4f(1.001 * own.mobility * (*sums).correction",
      "computeCorrection",
    ],
    [
      "the density of position-based fluids",
      { scheme: schemeOf("position-based") },
      "let density = referenceDensity * (",
      "let density = 1.001 * referenceDensity * (",
      "computeDensity",
    ],
    [
      "impulses",
      { scheme: schemeOf("divergence-free") },
      "(*sums).velocity += (",
      "(*sums).velocity += 1.001 * (",
      "density: applyImpulse",
    ],
    [
      "rates of density",
      { scheme: schemeOf("divergence-free") },
      "(*sums).rate += other.predicted.w",
      "(*sums).rate += 1.001 * other.predicted.w",
      "density: improveImpulse",
    ],
    [
      "factors",
      { scheme: schemeOf("divergence-free") },
      "1.0 / diagonal",
      "1.001 / diagonal",
      "computeDensity",
    ],
    [
      "sums of corrections, from the second iteration on",
      { scheme: schemeOf("position-based") },
      "shift[index] + vec4f(travel",
      "1.001 * shift[index] + vec4f(travel",
      "whole step: velocities",
    ],
    [
      "the step of position-based fluids",
      { scheme: schemeOf("position-based") },
      "fluid.spacing / max(max",
      "1.001 * fluid.spacing / max(max",
      "whole step: next step",
    ],
    [
      "the momentum of iterations",
      { scheme: schemeOf("divergence-free") },
      "momentumAt(since) * change",
      "1.002 * momentumAt(since) * change",
      "whole step: velocities",
    ],
    [
      "the stride of iterations",
      { scheme: schemeOf("divergence-free") },
      "strideAt(since) * weight",
      "1.002 * strideAt(since) * weight",
      "density: improveImpulse",
    ],
    [
      "the first guess of a solve",
      { scheme: schemeOf("divergence-free") },
      "select(timeStep * kept.w",
      "select(1.002 * timeStep * kept.w",
      "whole step: pressures",
    ],
    [
      "the error at which iterations end",
      { scheme: schemeOf("divergence-free") },
      "error <= MAXIMUM_ERROR",
      "error <= 1.5 * MAXIMUM_ERROR",
      "whole step: iterations",
    ],
    ...(["position-based", "divergence-free"] as const).map((kind): (typeof cases)[number] => [
      `cohesion, ${kind}`,
      { scheme: schemeOf(kind), surfaceTension: cohesionOf(5) },
      "let force = cohesion",
      "let force = 1.002 * cohesion",
      "addSurfaceTension",
    ]),
    [
      "the step of divergence-free SPH",
      { scheme: schemeOf("divergence-free") },
      "SPACING / clamp",
      "1.001 * SPACING / clamp",
      "whole step: next step",
    ],
    ["gravity", {}, "damping(time) * (fluid", "1.001 * damping(time) * (fluid", "beginStep"],
    [
      "the first half of a kick",
      {},
      "record.xyz + 0.5 * status.clock.timeStep * rate",
      "record.xyz + 0.501 * status.clock.timeStep * rate",
      "integrateFirst",
    ],
    [
      "the drift",
      {},
      "travel = status.clock.timeStep",
      "travel = 1.001 * status.clock.timeStep",
      "integrateFirst",
    ],
    [
      "the second half of a kick",
      {},
      "record.xyz + 0.5 * status.clock.timeStep * acceleration",
      "record.xyz + 0.501 * status.clock.timeStep * acceleration",
      "integrateSecond",
    ],
    [
      "the time step",
      {},
      "fluid.courantNumber * shortest",
      "1.001 * fluid.courantNumber * shortest",
      "chooseTimeStep",
    ],
    [
      "the list radius",
      {},
      "chunk.listRadius + margin +",
      "0.999 * chunk.listRadius + margin +",
      "buildNeighbourList",
    ],
  ];
  test.each(cases)("%s", async (_what, changes, from, to, pass) => {
    const { model, particles } = fluidTank(2, changes, 0.1);
    const broken = mutatedContext(context, from, to);
    const { rows } = await verifyFluid(broken.context, model, particles, { steps: 2 });
    expect(broken.changes()).toBeGreaterThan(0);
    expect(rows.filter(({ ok }) => !ok).map((row) => row.pass)).toContain(pass);
  });
});
