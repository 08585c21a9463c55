import type { FluidFrame } from "../../src/core/fluidFrame.ts";
import type { BuiltFluid } from "../../src/run/scenario/fluid/buildFluid.ts";
import { builtFluid, type DocumentChanges } from "../run/fluidScenarios.ts";

export const channelSpacing = 0.1;
export const channelColumns = 6;
const height = channelColumns * channelSpacing;
export const channelLength = 1;
/** Outlets of weakly compressible schemes are looked at in every 8th step. */
export const outletInterval = 8;

const wall = (name: string, lower: number, upper: number) => ({
  name,
  shape: { kind: "box", lower: [-0.5, lower], upper: [1.5, upper] },
  slip: "free-slip",
});

/** Uniform flow between free-slip walls: an inlet on the left, an outlet on the right. */
export const channelDocument = {
  name: "channel",
  setup: {
    units: "dimensionless",
    dimensions: 2,
    spacing: channelSpacing,
    box: { lower: [-0.6, -0.5], lengths: [2.4, 1.6] },
    fluids: [
      {
        material: "water",
        shape: { kind: "box", lower: [0, 0], upper: [channelLength, height] },
        velocity: [1, 0],
      },
    ],
    solids: [wall("floor", -0.3, 0), wall("ceiling", height, height + 0.3)],
    inlets: [
      { name: "left", material: "water", lower: [0, 0], upper: [0, height], normal: "+x", velocity: 1 },
    ],
    outlets: [{ name: "right", shape: { kind: "box", lower: [channelLength, -0.1], upper: [1.8, 1] } }],
  },
  solver: {
    kind: "smoothed-particle-hydrodynamics",
    materials: { water: { density: 1, kinematicViscosity: 0.01 } },
    viscosities: [{ kind: "laminar" }],
  },
  run: { duration: 1 },
  record: {},
};

export async function builtChannel(changes: DocumentChanges = {}): Promise<BuiltFluid> {
  return (await builtFluid(channelDocument, changes)).built;
}

/** Oil poured from above into a basin of water, periodic to the sides, in three dimensions; what comes near the floor leaves. */
export const pouringDocument = {
  name: "pouring",
  setup: {
    units: "dimensionless",
    dimensions: 3,
    spacing: channelSpacing,
    box: { lengths: [0.7, 2, 0.7], boundaries: ["periodic", "open", "periodic"] },
    fluids: [
      {
        material: "water",
        shape: { kind: "box", lower: [0, 0.4, 0], upper: [0.7, 0.9, 0.7] },
        velocity: [0, -0.5, 0],
      },
    ],
    solids: [{ name: "floor", shape: { kind: "box", lower: [0, 0, 0], upper: [0.7, 0.3, 0.7] } }],
    inlets: [
      {
        name: "spout",
        material: "oil",
        lower: [0.2, 0.9, 0.3],
        upper: [0.5, 0.9, 0.5],
        normal: "-y",
        velocity: 1,
      },
    ],
    outlets: [{ name: "drain", shape: { kind: "box", lower: [0, 0.1, 0], upper: [0.7, 0.44, 0.7] } }],
  },
  solver: {
    kind: "smoothed-particle-hydrodynamics",
    materials: {
      water: { density: 1, kinematicViscosity: 0.01 },
      oil: { density: 0.8, kinematicViscosity: 0.02 },
    },
    acceleration: { constant: [0, -1, 0] },
    viscosities: [{ kind: "laminar" }],
  },
  run: { duration: 0.3 },
  record: {},
};

/** A set-up whose fluid starts in disorder. */
export const shakenFluid = {
  fluids: channelDocument.setup.fluids.map((part) => ({ ...part, displacement: 0.1 })),
};

/** Indices of the fluid particles of a frame. */
export function fluidRows({ particles, fluidCount }: FluidFrame): number[] {
  return [...particles.type.keys()].filter((i) => particles.type[i] < fluidCount);
}
