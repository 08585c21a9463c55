import type { FluidFrame } from "../../core/fluidFrame.ts";
import type { Frame } from "../../core/frame.ts";
import type { VerificationRow } from "../../run/verification/verificationRow.ts";

/** What the worker of the check is asked: the scenario with every default, files that it names, and the state to check at. */
export interface CheckRequest {
  readonly scenario: unknown;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly frame: Frame | FluidFrame;
  /** Whole steps to compare. */
  readonly steps: number;
}

export type CheckAnswer =
  | { readonly kind: "rows"; readonly rows: readonly VerificationRow[]; readonly adapter: string }
  | { readonly kind: "failed"; readonly message: string };
