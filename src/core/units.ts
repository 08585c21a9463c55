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
  | "1/length"
  | "1/time"
  | "1/length³"
  | "energy·length"
  | "energy·length⁶"
  | "1/length²"
  | "1";

/**
 * A system of units. Solvers compute in the system's own length, time and energy; masses are converted
 * once, so that force = mass · acceleration holds without a factor.
 */
export interface UnitSystem {
  readonly name: "reduced" | "metal" | "molecular";
  readonly description: string;
  /** k_B [energy / temperature] */
  readonly boltzmann: number;
  /** Multiply a mass in the system's unit by this to get energy·time²/length². */
  readonly massFactor: number;
  /** Multiply energy/length³ by this to get the system's pressure unit. */
  readonly pressureFactor: number;
  readonly symbols: Readonly<Record<Dimension, string>>;
}

const reduced: UnitSystem = {
  name: "reduced",
  description: "Lennard-Jones units: lengths in σ, energies in ε, masses in m, k_B = 1",
  boltzmann: 1,
  massFactor: 1,
  pressureFactor: 1,
  symbols: {
    length: "σ",
    mass: "m",
    time: "τ",
    energy: "ε",
    temperature: "ε/k_B",
    pressure: "ε/σ³",
    force: "ε/σ",
    velocity: "σ/τ",
    "1/length": "1/σ",
    "1/time": "1/τ",
    "1/length³": "1/σ³",
    "energy·length": "ε·σ",
    "energy·length⁶": "ε·σ⁶",
    "1/length²": "1/σ²",
    "1": "",
  },
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
  symbols: {
    length: "Å",
    mass: "u",
    time: "ps",
    energy: "eV",
    temperature: "K",
    pressure: "bar",
    force: "eV/Å",
    velocity: "Å/ps",
    "1/length": "1/Å",
    "1/time": "1/ps",
    "1/length³": "1/Å³",
    "energy·length": "eV·Å",
    "energy·length⁶": "eV·Å⁶",
    "1/length²": "1/Å²",
    "1": "",
  },
};

const molecular: UnitSystem = {
  name: "molecular",
  description:
    "lengths in nm, times in ps, energies in kJ/mol, masses in u, temperatures in K, pressures in bar",
  boltzmann: (1.380649e-23 * 6.02214076e23) / 1000,
  massFactor: (1.6605390666e-27 * 1e6 * 6.02214076e23) / 1000,
  // 1 kJ/mol/nm³ = 1e3 / N_A · 1e27 Pa.
  pressureFactor: ((1e3 / 6.02214076e23) * 1e27) / 1e5,
  symbols: {
    length: "nm",
    mass: "u",
    time: "ps",
    energy: "kJ/mol",
    temperature: "K",
    pressure: "bar",
    force: "kJ/mol/nm",
    velocity: "nm/ps",
    "1/length": "1/nm",
    "1/time": "1/ps",
    "1/length³": "1/nm³",
    "energy·length": "kJ/mol·nm",
    "energy·length⁶": "kJ/mol·nm⁶",
    "1/length²": "1/nm²",
    "1": "",
  },
};

export const unitSystems = { reduced, metal, molecular } as const;
