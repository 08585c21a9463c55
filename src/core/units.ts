/** A dimension that a parameter can have; each unit system gives it a symbol. */
export type Dimension =
  | "length"
  | "mass"
  | "time"
  | "energy"
  | "temperature"
  | "pressure"
  | "force"
  | "velocity"
  | "acceleration"
  | "momentum"
  | "torque"
  | "power"
  | "density"
  | "kinematicViscosity"
  | "dynamicViscosity"
  | "surfaceTension"
  | "volumeFlow"
  | "1/length"
  | "1/time"
  | "1/length³"
  | "energy·length"
  | "energy·length⁶"
  | "1/length²"
  | "1";

type Symbols = Readonly<Record<Dimension, string>>;

/**
 * A system of units. Solvers compute in the system's own length, time and energy; masses are converted
 * once, so that force = mass · acceleration holds without a factor.
 */
export interface UnitSystem {
  readonly name: "reduced" | "metal" | "molecular" | "si" | "dimensionless";
  readonly description: string;
  /** k_B [energy / temperature] */
  readonly boltzmann: number;
  /** Multiply a mass in the system's unit by this to get energy·time²/length². */
  readonly massFactor: number;
  /** Multiply energy/length³ by this to get the system's pressure unit. */
  readonly pressureFactor: number;
  readonly symbols: Symbols;
}

type BaseSymbols = Pick<Symbols, "length" | "mass" | "time" | "energy" | "temperature" | "pressure">;

/** Symbols of all dimensions, put together from those of a few. */
function symbolsFrom(base: BaseSymbols): Symbols {
  const { length, mass, time, energy, pressure } = base;
  return {
    ...base,
    force: `${energy}/${length}`,
    velocity: `${length}/${time}`,
    acceleration: `${length}/${time}²`,
    momentum: `${mass}·${length}/${time}`,
    torque: energy,
    power: `${energy}/${time}`,
    density: `${mass}/${length}³`,
    kinematicViscosity: `${length}²/${time}`,
    dynamicViscosity: `${pressure}·${time}`,
    surfaceTension: `${energy}/${length}²`,
    volumeFlow: `${length}³/${time}`,
    "1/length": `1/${length}`,
    "1/time": `1/${time}`,
    "1/length³": `1/${length}³`,
    "energy·length": `${energy}·${length}`,
    "energy·length⁶": `${energy}·${length}⁶`,
    "1/length²": `1/${length}²`,
    "1": "",
  };
}

const reduced: UnitSystem = {
  name: "reduced",
  description: "Lennard-Jones units: lengths in σ, energies in ε, masses in m, k_B = 1",
  boltzmann: 1,
  massFactor: 1,
  pressureFactor: 1,
  symbols: symbolsFrom({
    length: "σ",
    mass: "m",
    time: "τ",
    energy: "ε",
    temperature: "ε/k_B",
    pressure: "ε/σ³",
  }),
};

// CODATA 2018: k_B = 1.380649e-23 J/K, e = 1.602176634e-19 C, u = 1.66053906660e-27 kg, N_A = 6.02214076e23.
const metal: UnitSystem = {
  name: "metal",
  description: "lengths in Å, times in ps, energies in eV, masses in u, temperatures in K, pressures in bar",
  boltzmann: 1.380649e-23 / 1.602176634e-19,
  // 1 u·Å²/ps² = 1.66053906660e-27 kg · 1e4 m²/s² in eV.
  massFactor: (1.6605390666e-27 * 1e4) / 1.602176634e-19,
  // 1 eV/Å³ = 1.602176634e11 Pa = 1.602176634e6 bar.
  pressureFactor: 1.602176634e6,
  symbols: symbolsFrom({
    length: "Å",
    mass: "u",
    time: "ps",
    energy: "eV",
    temperature: "K",
    pressure: "bar",
  }),
};

const molecular: UnitSystem = {
  name: "molecular",
  description:
    "lengths in nm, times in ps, energies in kJ/mol, masses in u, temperatures in K, pressures in bar",
  boltzmann: (1.380649e-23 * 6.02214076e23) / 1000,
  massFactor: (1.6605390666e-27 * 1e6 * 6.02214076e23) / 1000,
  // 1 kJ/mol/nm³ = 1e3 / N_A · 1e27 Pa.
  pressureFactor: ((1e3 / 6.02214076e23) * 1e27) / 1e5,
  symbols: symbolsFrom({
    length: "nm",
    mass: "u",
    time: "ps",
    energy: "kJ/mol",
    temperature: "K",
    pressure: "bar",
  }),
};

const si: UnitSystem = {
  name: "si",
  description: "the International System: m, kg, s, J, K, Pa, N",
  boltzmann: 1.380649e-23,
  massFactor: 1,
  pressureFactor: 1,
  symbols: {
    ...symbolsFrom({ length: "m", mass: "kg", time: "s", energy: "J", temperature: "K", pressure: "Pa" }),
    force: "N",
    torque: "N·m",
    power: "W",
    surfaceTension: "N/m",
  },
};

const dimensionless: UnitSystem = {
  name: "dimensionless",
  description: "pure numbers: multiples of scales that the scenario's author chose",
  boltzmann: 1,
  massFactor: 1,
  pressureFactor: 1,
  symbols: Object.fromEntries(Object.keys(reduced.symbols).map((name) => [name, ""])) as Symbols,
};

export const unitSystems = { reduced, metal, molecular, si, dimensionless } as const;

/** The systems that scenarios of molecular dynamics choose from. */
export const molecularUnits = ["reduced", "metal", "molecular"] as const;
