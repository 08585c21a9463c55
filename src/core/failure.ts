/** Exit codes of the command line; library users find them as `failure.exitCode`. */
export const exitCodes = {
  done: 0,
  checkFailed: 1,
  badInput: 2,
  noDevice: 3,
  numbersWrong: 4,
  interrupted: 130,
} as const;

/** Any error of ours that a user can act on. */
export class CorpuscleError extends Error {
  constructor(
    message: string,
    readonly exitCode: number,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** One thing wrong in a document: where, and what to do about it. */
export interface InputProblem {
  /** Dotted path in the document, e.g. `solver.pair.cutoffRadius`. */
  readonly path: string;
  /** Sentence with the value, the allowed range, the unit and the nearest valid name. */
  readonly message: string;
}

/** Bad input: every problem found, not just the first. */
export class InputError extends CorpuscleError {
  constructor(readonly problems: readonly InputProblem[]) {
    super(
      problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message)).join("\n"),
      exitCodes.badInput,
    );
  }
}

/** No adapter, or the one asked for is missing. */
export class DeviceError extends CorpuscleError {
  constructor(message: string) {
    super(message, exitCodes.noDevice);
  }
}

/** The numbers went wrong while running: which particle, at which step. */
export class NumericalError extends CorpuscleError {
  constructor(
    message: string,
    readonly step: number,
    readonly particleId: number | undefined,
  ) {
    super(message, exitCodes.numbersWrong);
  }
}
