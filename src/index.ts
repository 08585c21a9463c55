/**
 * Corpuscle as a library, for browsers and Node alike. A whole run:
 *
 * ```ts
 * const adapter = await navigator.gpu.requestAdapter();
 * const context = await openDevice(adapter, "this browser's adapter");
 * const output = new MemoryOutput();
 * const summary = await simulate(scenario, { context, output });
 * console.log(summary.particleStepsPerSecond, output.text("thermo.csv"));
 * ```
 */
export type { Box } from "./core/box.ts";
export * from "./core/failure.ts";
export type { Frame } from "./core/frame.ts";
export { createParticles, type Particles } from "./core/particles.ts";
export { type GpuContext, openDevice } from "./gpu/context.ts";
export { type BuiltScenario, buildScenario } from "./run/buildScenario.ts";
export type { Course } from "./run/course.ts";
export { createEngine } from "./run/createEngine.ts";
export type { BatchPlan, BatchResult, Engine, EngineOptions } from "./run/engine.ts";
export type { Scenario } from "./run/families.ts";
export type { SolverFamily } from "./run/family.ts";
export { MemoryOutput } from "./run/memoryOutput.ts";
export { MolecularCourse } from "./run/molecularCourse.ts";
export { molecularFamily } from "./run/molecularFamily.ts";
export { type Output, OutputError } from "./run/output.ts";
export { engineOptionsFor } from "./run/recorders/recorders.ts";
export { resumeSimulation } from "./run/resumeSimulation.ts";
export { runSimulation } from "./run/runSimulation.ts";
export { type BuiltModel, buildModel } from "./run/scenario/buildModel.ts";
export type { MolecularScenario } from "./run/scenario/molecularScenario.ts";
export { parseScenario, parseScenarioOf } from "./run/scenario/parseScenario.ts";
export { scenarioJsonSchema } from "./run/scenario/scenarioJsonSchema.ts";
export { simulate, type SimulateOptions } from "./run/simulate.ts";
export type { Progress, RunSummary, SimulationOptions } from "./run/simulationOptions.ts";
export { version } from "./version.ts";
