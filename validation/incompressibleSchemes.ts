import type { Settings } from "./scenarioDocument.ts";

/** Schemes that solve for the pressure, with their defaults: names for rows, and what makes them of a scenario of weakly compressible SPH. */
export const incompressibleSchemes: readonly { readonly name: string; readonly settings: Settings }[] = [
  { name: "DFSPH", settings: { "solver.scheme": { kind: "divergence-free" } } },
  { name: "PBF", settings: { "solver.scheme": { kind: "position-based" } } },
];
