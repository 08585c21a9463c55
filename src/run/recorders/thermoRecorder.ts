import type { UnitSystem } from "../../core/units.ts";
import { csvHeader, csvRow } from "../../formats/csv.ts";
import type { ThermodynamicState } from "../../observables/thermodynamics.ts";
import { thermodynamicState } from "../../observables/thermodynamics.ts";
import type { Schedule } from "../schedule.ts";
import type { Recorder, Results, Samples, Write } from "./recorder.ts";
import type { RecorderContext } from "./recorderContext.ts";

const file = "thermo.csv";

/** Appends energies, temperature, pressure and momentum to `thermo.csv`; energies are totals. */
export class ThermoRecorder implements Recorder {
  readonly name = "thermo";
  readonly source = "totalsAt";
  readonly columns;
  readonly appendedFiles = [file];
  #firstConservedEnergy = NaN;
  #last = { temperature: NaN, pressure: NaN, totalEnergy: NaN, conservedEnergy: NaN };

  constructor(
    readonly schedule: Schedule,
    private readonly context: RecorderContext,
  ) {
    this.columns = { [file]: columnUnits(context.units) };
  }

  readonly begin: Write = (output) => output.append(file, [csvHeader(Object.keys(this.columns[file]))]);

  takeSamples({ totals }: Samples): Write | undefined {
    if (totals.length === 0) return undefined;
    const states = totals.map((sample) => thermodynamicState(sample, this.context.thermodynamics));
    if (Number.isNaN(this.#firstConservedEnergy)) this.#firstConservedEnergy = states[0].conservedEnergy;
    this.#last = states[states.length - 1];
    const rows = states.map((state) => csvRow(columnValues(state, this.context.timeStep)));
    return (output) => output.append(file, rows);
  }

  /** The last sample, and how far the conserved quantity has moved since the first; nothing before any. */
  results(): Results {
    if (Number.isNaN(this.#firstConservedEnergy)) return {};
    const { temperature, pressure, totalEnergy, conservedEnergy } = this.#last;
    const { units, particleCount } = this.context;
    const { symbols } = units;
    const drift = conservedEnergy - this.#firstConservedEnergy;
    return {
      temperature: { value: temperature, unit: symbols.temperature },
      pressure: { value: pressure, unit: symbols.pressure },
      totalEnergyPerParticle: { value: totalEnergy / particleCount, unit: symbols.energy },
      conservedEnergyDriftPerParticle: { value: drift / particleCount, unit: symbols.energy },
    };
  }

  saveState(): Float64Array {
    const { temperature, pressure, totalEnergy, conservedEnergy } = this.#last;
    return Float64Array.of(this.#firstConservedEnergy, temperature, pressure, totalEnergy, conservedEnergy);
  }

  loadState(state: Float64Array): void {
    const [first, temperature, pressure, totalEnergy, conservedEnergy] = state;
    this.#firstConservedEnergy = first;
    this.#last = { temperature, pressure, totalEnergy, conservedEnergy };
  }
}

function columnUnits({ symbols }: UnitSystem): Record<string, string> {
  const { energy, pressure } = symbols;
  const momentum = `${symbols.mass}·${symbols.velocity}`;
  return {
    step: "",
    time: symbols.time,
    temperature: symbols.temperature,
    kineticEnergy: energy,
    potentialEnergy: energy,
    totalEnergy: energy,
    conservedEnergy: energy,
    pressure,
    pressureXX: pressure,
    pressureYY: pressure,
    pressureZZ: pressure,
    pressureXY: pressure,
    pressureXZ: pressure,
    pressureYZ: pressure,
    momentumX: momentum,
    momentumY: momentum,
    momentumZ: momentum,
    maximumForce: symbols.force,
  };
}

function columnValues(state: ThermodynamicState, timeStep: number): number[] {
  return [
    state.step,
    state.step * timeStep,
    state.temperature,
    state.kineticEnergy,
    state.potentialEnergy,
    state.totalEnergy,
    state.conservedEnergy,
    state.pressure,
    ...state.pressureTensor,
    ...state.momentum,
    state.maximumForce,
  ];
}
