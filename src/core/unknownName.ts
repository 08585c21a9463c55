import { closest } from "fastest-levenshtein";
import type { InputProblem } from "./failure.ts";

/** The problem that `name`, at `path` of a document, is none of the valid names of a `kind` of thing. */
export function unknownName(
  path: string,
  kind: string,
  name: string,
  validNames: readonly string[],
): InputProblem {
  const nearest = closest(name, [...validNames]);
  return {
    path,
    message: `unknown ${kind} "${name}"; did you mean "${nearest}"? Valid: ${validNames.join(", ")}`,
  };
}
