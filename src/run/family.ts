import type { z } from "zod";
import type { InputProblem } from "../core/failure.ts";
import type { FluidFrame } from "../core/fluidFrame.ts";
import type { Frame } from "../core/frame.ts";
import type { GpuContext } from "../gpu/context.ts";
import type { Course } from "./course.ts";
import type { ReadFile } from "./scenario/readFile.ts";
import type { Verification } from "./verification/verificationRow.ts";

/** What the scenarios of all families have in common. */
export interface FamilyScenario {
  readonly name: string;
  readonly description: string;
  readonly solver: { readonly kind: string };
  readonly run: { readonly seed: number };
}

/**
 * A family of solvers: all that the run layer and the command line need to know of molecular dynamics, of fluids, …
 * `Scenario` is its document with every default filled in, `Built` what that becomes: numbers and particles.
 */
export interface SolverFamily<Scenario extends FamilyScenario = FamilyScenario, Built = unknown> {
  /** The word in `solver.kind`. */
  readonly kind: string;
  /** The whole document; its input is an object with the sections `name`, `setup`, `solver`, `run` and more. */
  readonly schema: z.ZodType<Scenario>;
  /** Problems that span fields or sections, also of a document that has wrong fields elsewhere. */
  check(document: unknown): readonly InputProblem[];
  /** The same scenario with each path of a file that it names changed. */
  withPaths(scenario: Scenario, change: (path: string) => string): Scenario;
  /**
   * Resolves a scenario into numbers, always the same.
   *
   * @throws InputError that lists every problem of the stage that has any
   */
  build(scenario: Scenario, readFile: ReadFile): Promise<Built>;
  /** The same with the particles of a frame of it in place of those at the start. */
  startingFrom(built: Built, frame: Frame | FluidFrame): Built;
  /** A course on a device, or without one on the float64 reference; it is the caller's to destroy. */
  open(context: GpuContext | undefined, built: Built, scenario: Scenario): Promise<Course>;
  /**
   * Every pass on the device against the float64 reference, and whole steps of both side by side.
   *
   * @param options.steps whole steps to compare, at least 1
   */
  verify(context: GpuContext, built: Built, options: { readonly steps: number }): Promise<Verification>;
}

/** The scenario of a family. */
export type ScenarioOf<Family extends Pick<SolverFamily, "schema">> = z.infer<Family["schema"]>;
