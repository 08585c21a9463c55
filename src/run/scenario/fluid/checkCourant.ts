import type { InputProblem } from "../../../core/failure.ts";
import type { FluidSolverParameters } from "../../../solvers/sph/parameters/fluidSolverParameters.ts";

/** Beyond it sound grows where the pressure that acts is predicted: from 0.49 on with the kernel that is least patient, Wendland C6. */
const mostPredicted = 0.45;

/** A share of the stability limits that the scheme does not bear. */
export function courantProblems({ scheme }: FluidSolverParameters, courantNumber: unknown): InputProblem[] {
  if (typeof courantNumber !== "number" || courantNumber <= mostPredicted) return [];
  const predicts =
    scheme.kind === "entropically-damped" ||
    (scheme.kind === "weakly-compressible" && scheme.density === "continuity");
  if (!predicts) return [];
  const message = `must lie in (0, ${mostPredicted}] with this scheme, whose sound waves grow beyond, got ${courantNumber}`;
  return [{ path: "run.courantNumber", message }];
}
