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
export { createEngine } from "./run/createEngine.ts";
export type { BatchPlan, BatchResult, Engine, EngineOptions } from "./run/engine.ts";
export { MemoryOutput } from "./run/memoryOutput.ts";
export { type Output, OutputError } from "./run/output.ts";
export { engineOptionsFor } from "./run/recorders/recorders.ts";
export { resumeSimulation } from "./run/resumeSimulation.ts";
export { runSimulation } from "./run/runSimulation.ts";
export { type BuiltModel, buildModel } from "./run/scenario/buildModel.ts";
export { parseScenario } from "./run/scenario/parseScenario.ts";
export { scenarioJsonSchema } from "./run/scenario/scenarioJsonSchema.ts";
export type { Scenario } from "./run/scenario/scenarioSchema.ts";
export { simulate, type SimulateOptions } from "./run/simulate.ts";
export type { Progress, RunSummary, SimulationOptions } from "./run/simulationOptions.ts";
export { version } from "./version.ts";
