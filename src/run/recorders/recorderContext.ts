import type { Box } from "../../core/box.ts";
import { boxVolume } from "../../core/box.ts";
import type { UnitSystem } from "../../core/units.ts";
import type { Frame } from "../../core/frame.ts";
import type { ThermodynamicContext } from "../../observables/thermodynamics.ts";
import type { MolecularModel } from "../../solvers/md/model.ts";
import { degreesOfFreedom } from "../../solvers/md/model.ts";
import { tailCorrection } from "../../solvers/md/tailCorrection.ts";

/** What recorders know about the system they record. */
export interface RecorderContext {
  readonly units: UnitSystem;
  readonly box: Box;
  readonly particleCount: number;
  /** Names of the types and how many particles each has. */
  readonly typeNames: readonly string[];
  readonly typeCounts: readonly number[];
  /** [time] */
  readonly timeStep: number;
  readonly thermodynamics: ThermodynamicContext;
}

export function recorderContext(model: MolecularModel, frame: Frame): RecorderContext {
  const { units, box, pairs, timeStep } = model;
  const particleCount = frame.particles.count;
  const typeCounts = model.types.map(() => 0);
  for (const type of frame.particles.type) typeCounts[type]++;
  const volume = boxVolume(box);
  return {
    units,
    box,
    particleCount,
    typeNames: model.types.map((type) => type.name),
    typeCounts,
    timeStep,
    thermodynamics: {
      units,
      dimensions: box.dimensions,
      volume,
      degreesOfFreedom: degreesOfFreedom(model, particleCount),
      tailCorrection: pairs.tailCorrection
        ? tailCorrection(pairs, typeCounts, volume, box.dimensions)
        : { energy: 0, pressure: 0 },
    },
  };
}
