import { fluidFamily } from "../../src/run/fluidFamily.ts";
import type { BuiltFluid } from "../../src/run/scenario/fluid/buildFluid.ts";
import type { FluidScenario } from "../../src/run/scenario/fluid/fluidScenario.ts";
import { parseScenarioOf } from "../../src/run/scenario/parseScenario.ts";

type Section = Readonly<Record<string, unknown>>;

/** Sections of a document to change. */
export interface DocumentChanges {
  readonly setup?: Section;
  readonly solver?: Section;
  readonly run?: Section;
  readonly record?: Section;
}

/** Vortices that decay in a periodic square of 10 × 10 particles. */
export const vortexDocument = {
  name: "vortices",
  setup: {
    units: "dimensionless",
    dimensions: 2,
    spacing: 0.1,
    box: { lengths: [1, 1], boundaries: ["periodic", "periodic"] },
    fluids: [
      {
        material: "fluid",
        shape: { kind: "box", lower: [0, 0], upper: [1, 1] },
        velocity: ["-cos(2 pi x) sin(2 pi y)", "sin(2 pi x) cos(2 pi y)"],
      },
    ],
  },
  solver: {
    kind: "smoothed-particle-hydrodynamics",
    materials: { fluid: { density: 1, kinematicViscosity: 0.05 } },
    viscosities: [{ kind: "laminar" }],
    scheme: { kind: "weakly-compressible", advection: { kind: "xsph" } },
  },
  run: { duration: 0.2 },
  record: {
    measure: { every: 0.02 },
    gauges: [{ name: "middle", kind: "point", at: [0.5, 0.5] }],
    frames: { every: 0.07 },
    checkpoint: { every: 0.05 },
  },
};

/** A column of water that falls apart in a tank. */
export const tankDocument = {
  name: "tank",
  setup: {
    dimensions: 2,
    spacing: 0.1,
    box: { lower: [-0.4, -0.4], lengths: [1.8, 1.8] },
    fluids: [{ material: "water", shape: { kind: "box", lower: [0, 0], upper: [0.5, 0.5] } }],
    solids: [
      {
        name: "tank",
        shape: { kind: "box", lower: [0, 0], upper: [1, 1] },
        fill: "shell",
        openSides: ["+y"],
      },
    ],
  },
  solver: {
    kind: "smoothed-particle-hydrodynamics",
    materials: { water: { density: 1000 } },
    acceleration: { constant: [0, -9.81] },
    viscosities: [{ kind: "artificial", coefficient: 0.1 }],
  },
  run: { duration: 0.1 },
  record: { measure: { every: 0.02 }, frames: { every: 0.05 } },
};

/** A scenario of a document with sections changed, and what it is built into. */
export async function builtFluid(
  document: {
    readonly setup: Section;
    readonly solver: Section;
    readonly run: Section;
    readonly record: Section;
  },
  changes: DocumentChanges = {},
): Promise<{ readonly scenario: FluidScenario; readonly built: BuiltFluid }> {
  const scenario = parseScenarioOf(fluidFamily, {
    ...document,
    setup: { ...document.setup, ...changes.setup },
    solver: { ...document.solver, ...changes.solver },
    run: { ...document.run, ...changes.run },
    record: { ...document.record, ...changes.record },
  });
  return { scenario, built: await fluidFamily.build(scenario, noFiles) };
}

function noFiles(): Promise<never> {
  return Promise.reject(new Error("these scenarios read no files"));
}
