import type { GpuContext } from "../../gpu/context.ts";
import type { DeviceLimits } from "./deviceLimits.ts";

/** A program that takes longer than this for its part of a round hangs, or has too much to do [s]. */
export const longestPeerSeconds = 900;

/** What one program did with the work of a case. */
export type Outcome =
  | {
      readonly status: "measured";
      /** Of the time loop alone. */
      readonly seconds: number;
      /** Numbers by which two programs are seen to have computed the same thing. */
      readonly results: Readonly<Record<string, number>>;
      /** Told by programs that run on a CPU or a GPU, whatever there is. */
      readonly device?: string;
    }
  | { readonly status: "missing"; readonly reason: string };

/** A program that can do the work of a case. */
export interface Contender {
  /** With what it runs on, e.g. `LAMMPS, 2 ranks`. */
  readonly program: string;
  run(): Promise<Outcome>;
}

/** The same work for several programs. */
export interface Work {
  readonly name: string;
  readonly particles: number;
  readonly steps: number;
  /** Pairs of a particle and a neighbour that a step sums over; left out where nobody counts them. */
  readonly interactions?: number;
  /** Largest relative difference from Corpuscle's, by the name of the result. */
  readonly tolerances: Readonly<Record<string, number>>;
}

/** What came of a program in all rounds of a case. */
export type Entry = { readonly program: string } & (
  | {
      readonly status: "measured";
      /** Of each round [particle-steps/s]. */
      readonly rates: readonly number[];
      /** [particle-steps/s] */
      readonly median: number;
      /** Corpuscle's rate by this one's, from pairs of the same round. */
      readonly ratio: { readonly median: number; readonly lowest: number; readonly highest: number };
      readonly results: Readonly<Record<string, number>>;
      readonly device?: string;
    }
  | { readonly status: "missing" | "refused"; readonly reason: string }
);

/** A case that was run, or why it was not. */
export interface CaseResult {
  readonly name: string;
  readonly particles: number;
  readonly steps: number;
  /** Those of Work, per step. */
  readonly interactions?: number;
  /** Corpuscle first. */
  readonly entries: readonly Entry[];
  /** Mean number of waiting processes over the last minute, before each round. */
  readonly loads: readonly number[];
  readonly skipped?: string;
  /** Of a suite that looks at single passes. */
  readonly passes?: readonly PassUse[];
  readonly limits?: DeviceLimits;
}

/** What a pass takes and does in one step on average. */
export interface PassUse {
  readonly label: string;
  readonly seconds: number;
  /** Left out where it was not counted. */
  readonly bytes?: number;
  readonly flops?: number;
}

export interface SuiteResult {
  readonly date: string;
  readonly version: string;
  readonly rounds: number;
  readonly cases: readonly CaseResult[];
}

/** What a suite runs in. */
export interface BenchEnvironment {
  readonly context: GpuContext;
  readonly rounds: number;
  /** A folder that lives as long as the command. */
  readonly folder: string;
  /** A share of the usual steps, in (0, 1]: for seeing that a suite works. */
  readonly share: number;
  readonly report: (message: string) => void;
}

export interface BenchSuite {
  readonly name: string;
  readonly title: string;
  run(environment: BenchEnvironment): Promise<readonly CaseResult[]>;
}
