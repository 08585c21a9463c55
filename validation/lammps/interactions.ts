/** One model of pair interactions, for both programs. */
export interface Interaction {
  readonly name: string;
  /** `solver.pair` of the scenario. */
  readonly pair: Readonly<Record<string, unknown>>;
  /** LAMMPS pair style, without arguments. */
  readonly style: string;
  /** The commands of LAMMPS that say the same. */
  readonly commands: readonly string[];
}

/** The same parameters for the types A and B. */
const both = (parameters: object) => ({ A: parameters, B: parameters });

const lennardJones = { potential: "lennard-jones", types: both({ epsilon: 1, sigma: 1 }), cutoffRadius: 2.5 };
const wcaRadius = 2 ** (1 / 6);

/** What can be said in both programs; https://docs.lammps.org/pair_style.html. */
export const interactions: readonly Interaction[] = [
  {
    name: "Lennard-Jones, truncated",
    pair: lennardJones,
    style: "lj/cut",
    commands: ["pair_style lj/cut 2.5", "pair_coeff * * 1 1"],
  },
  {
    name: "Lennard-Jones, tail corrections",
    pair: { ...lennardJones, tailCorrection: true },
    style: "lj/cut",
    commands: ["pair_style lj/cut 2.5", "pair_coeff * * 1 1", "pair_modify tail yes"],
  },
  {
    name: "Lennard-Jones, shifted",
    pair: { ...lennardJones, cutoff: "shifted" },
    style: "lj/cut",
    commands: ["pair_style lj/cut 2.5", "pair_coeff * * 1 1", "pair_modify shift yes"],
  },
  {
    name: "Lennard-Jones, force-shifted",
    pair: { ...lennardJones, cutoff: "force-shifted" },
    style: "lj/smooth/linear",
    commands: ["pair_style lj/smooth/linear 2.5", "pair_coeff * * 1 1"],
  },
  {
    name: "Lennard-Jones, switched",
    pair: { ...lennardJones, cutoff: "switched", switchRadius: 2 },
    style: "lj/mdf",
    commands: ["pair_style lj/mdf 2 2.5", "pair_coeff * * 1 1"],
  },
  {
    name: "Lennard-Jones, Lorentz–Berthelot mixing",
    pair: { ...lennardJones, types: { A: { epsilon: 1, sigma: 1 }, B: { epsilon: 0.5, sigma: 0.88 } } },
    style: "lj/cut",
    commands: [
      "pair_style lj/cut 2.5",
      "pair_modify mix arithmetic",
      "pair_coeff 1 1 1 1",
      "pair_coeff 2 2 0.5 0.88",
    ],
  },
  {
    name: "Kob–Andersen",
    pair: {
      potential: "lennard-jones",
      types: {
        A: { epsilon: 1, sigma: 1, cutoffRadius: 2.5 },
        B: { epsilon: 0.5, sigma: 0.88, cutoffRadius: 2.2 },
      },
      pairs: { "A-B": { epsilon: 1.5, sigma: 0.8, cutoffRadius: 2 } },
      cutoff: "shifted",
    },
    style: "lj/cut",
    commands: [
      "pair_style lj/cut 2.5",
      "pair_coeff 1 1 1 1 2.5",
      "pair_coeff 1 2 1.5 0.8 2",
      "pair_coeff 2 2 0.5 0.88 2.2",
      "pair_modify shift yes",
    ],
  },
  {
    name: "WCA",
    pair: { potential: "wca", types: both({ epsilon: 1, sigma: 1 }) },
    style: "lj/cut",
    commands: [`pair_style lj/cut ${wcaRadius}`, "pair_coeff * * 1 1", "pair_modify shift yes"],
  },
  {
    name: "Mie 14–7",
    pair: {
      potential: "mie",
      types: both({ epsilon: 1, sigma: 1, repulsiveExponent: 14, attractiveExponent: 7 }),
      cutoffRadius: 2.5,
    },
    style: "mie/cut",
    commands: ["pair_style mie/cut 2.5", "pair_coeff * * 1 1 14 7"],
  },
  {
    name: "Morse",
    pair: {
      potential: "morse",
      types: both({ wellDepth: 1, inverseWidth: 5, equilibriumDistance: 1.1 }),
      cutoffRadius: 2.5,
    },
    style: "morse",
    commands: ["pair_style morse 2.5", "pair_coeff * * 1 5 1.1"],
  },
  {
    name: "Yukawa",
    pair: { potential: "yukawa", types: both({ amplitude: 10, kappa: 2 }), cutoffRadius: 3 },
    style: "yukawa",
    commands: ["pair_style yukawa 2 3", "pair_coeff * * 10"],
  },
  {
    name: "Buckingham",
    pair: {
      potential: "buckingham",
      types: both({ amplitude: 5000, rho: 0.15, dispersion: 4 }),
      cutoffRadius: 2.5,
    },
    style: "buck",
    commands: ["pair_style buck 2.5", "pair_coeff * * 5000 0.15 4"],
  },
  {
    name: "Gaussian",
    pair: { potential: "gaussian", types: both({ epsilon: 2, sigma: 0.8 }), cutoffRadius: 2.5 },
    style: "gauss",
    commands: ["pair_style gauss 2.5", "pair_coeff * * -2 1.5625"],
  },
  {
    name: "soft cosine",
    pair: { potential: "soft", types: both({ amplitude: 10, cutoffRadius: 1.5 }) },
    style: "soft",
    commands: ["pair_style soft 1.5", "pair_coeff * * 10"],
  },
];
