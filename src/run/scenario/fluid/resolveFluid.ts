import type { Box } from "../../../core/box.ts";
import { unitSystems } from "../../../core/units.ts";
import type { EquationParameters } from "../../../solvers/sph/equationsOfState/equationOfState.ts";
import { findEquationOfState } from "../../../solvers/sph/equationsOfState/index.ts";
import { findSmoothingKernel } from "../../../solvers/sph/kernels/index.ts";
import type { Fluid, FluidModel, Solid } from "../../../solvers/sph/model.ts";
import type { FluidSolverParameters } from "../../../solvers/sph/parameters/fluidSolverParameters.ts";
import type { SurfaceTensionParameters } from "../../../solvers/sph/surfaceTensions/index.ts";
import type { ViscosityParameters } from "../../../solvers/sph/viscosities/index.ts";
import { alongAxes } from "../resolveBox.ts";
import type { FluidScenario } from "./fluidScenario.ts";

/** A weakly compressible fluid's sound is this many times faster than its flow: its density stays within 1 %. */
export const soundRatio = 10;

/**
 * Where the scenario leaves it out. Particles of the divergence-free scheme go far in a step, and its lists would have to be built in every one
 * with the smaller skin (bench/choices.md).
 */
function usualSkinRatio({ scheme }: FluidSolverParameters): number {
  return scheme.kind === "divergence-free" ? 0.3 : 0.15;
}

/** Kernel and lengths of a fluid, which placing its particles needs already. */
export function resolveKernel({ setup, solver }: FluidScenario) {
  const kernel = findSmoothingKernel(solver.kernel);
  const smoothingLength = (solver.smoothingLengthRatio ?? kernel.usualRatio) * setup.spacing;
  return { kernel, smoothingLength, supportRadius: kernel.support * smoothingLength };
}

/** @param expectedSpeed largest speed of the flow [velocity] */
export function resolveFluid(
  scenario: FluidScenario,
  box: Box,
  expectedSpeed: number,
  solids: readonly Solid[],
): FluidModel {
  const { setup, solver, run } = scenario;
  const lengths = resolveKernel(scenario);
  const { acceleration } = solver;
  return {
    units: unitSystems[setup.units],
    box,
    spacing: setup.spacing,
    ...lengths,
    fluids: resolveFluids(solver, setup.spacing ** setup.dimensions, expectedSpeed),
    solids,
    ...resolveEquation(solver),
    scheme: solver.scheme,
    viscosities: solver.viscosities as readonly ViscosityParameters[],
    surfaceTension: solver.surfaceTension as SurfaceTensionParameters | undefined,
    acceleration: {
      constant: [...alongAxes(acceleration.constant, 0)],
      ...(acceleration.oscillation && {
        oscillation: {
          ...acceleration.oscillation,
          amplitude: [...alongAxes(acceleration.oscillation.amplitude, 0)],
        },
      }),
    },
    timeStepping: {
      timeStep: run.timeStep,
      courantNumber: run.courantNumber,
      dampingTime: run.dampingTime,
    },
    expectedSpeed,
    skin: (solver.skinRatio ?? usualSkinRatio(solver)) * lengths.supportRadius,
    neighbours: solver.neighbours,
    seed: run.seed,
  };
}

/** All fluids have the same stiffness ρ0 c², so that their interfaces are at rest. */
function resolveFluids(
  { materials, soundSpeed }: FluidSolverParameters,
  volume: number,
  speed: number,
): Fluid[] {
  const entries = Object.entries(materials);
  const first = soundSpeed ?? soundRatio * speed;
  const [, { density: firstDensity }] = entries[0];
  return entries.map(([name, { density, kinematicViscosity }]) => ({
    name,
    referenceDensity: density,
    soundSpeed: first * Math.sqrt(firstDensity / density),
    kinematicViscosity,
    particleMass: density * volume,
  }));
}

/** Schemes without an equation of state of their own use the linear one. */
function resolveEquation({ scheme }: FluidSolverParameters) {
  const entry =
    scheme.kind === "weakly-compressible"
      ? (scheme.equationOfState as { readonly kind: string })
      : { kind: "linear", backgroundPressure: 0 };
  const { kind, ...numbers } = entry;
  return {
    equationOfState: findEquationOfState(kind),
    equationParameters: numbers as unknown as EquationParameters,
  };
}
