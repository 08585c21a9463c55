/** What `corpuscle init` writes: small enough to end in seconds, with every section that most runs need. */
export const starterScenario = {
  name: "lennard-jones-fluid",
  description: "4,000 Lennard-Jones atoms near the triple point, held at constant temperature.",
  setup: {
    units: "reduced",
    particles: [{ kind: "lattice", lattice: "fcc", density: 0.8442, cells: [10, 10, 10], type: "A" }],
    velocities: { temperature: 1.44 },
  },
  solver: {
    kind: "molecular-dynamics",
    types: { A: { mass: 1 } },
    pair: {
      potential: "lennard-jones",
      types: { A: { epsilon: 1, sigma: 1 } },
      cutoff: "truncated",
      cutoffRadius: 2.5,
    },
    skin: 0.3,
    integrator: { kind: "bussi", temperature: 0.722, relaxationTime: 0.5 },
  },
  run: { steps: 1000, timeStep: 0.005, seed: 1 },
  record: {
    thermo: { every: 10 },
    trajectory: { every: 100 },
    radialDistribution: { every: 100, from: 500, maximumDistance: 5, bins: 250 },
    checkpoint: { every: 500 },
  },
};
