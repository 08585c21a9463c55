/** A small tank of water, to be changed where a test cares. */
export function tankDocument() {
  return {
    name: "tank",
    setup: {
      dimensions: 2,
      spacing: 0.1,
      box: { lower: [-0.5, -0.5], lengths: [2, 3] },
      fluids: [{ material: "water", shape: { kind: "box", lower: [0, 0], upper: [1, 0.8] } }] as Record<
        string,
        unknown
      >[],
      solids: [
        {
          name: "walls",
          shape: { kind: "box", lower: [0, 0], upper: [1, 1.5] },
          fill: "shell",
          openSides: ["+y"],
        },
      ] as Record<string, unknown>[],
    },
    solver: {
      kind: "smoothed-particle-hydrodynamics",
      materials: { water: { density: 1000, kinematicViscosity: 1e-6 } } as Record<string, unknown>,
      acceleration: { constant: [0, -9.81] },
      viscosities: [{ kind: "artificial", coefficient: 0.1 }],
    } as Record<string, unknown>,
    run: { duration: 0.1 } as Record<string, unknown>,
    record: {},
  };
}
export type TankDocument = ReturnType<typeof tankDocument>;
