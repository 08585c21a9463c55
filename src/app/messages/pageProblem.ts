import { InputError } from "../../core/failure.ts";

/** What keeps the page from going on, in words for whoever looks at it, with ways out. */
export class PageProblem extends Error {
  /** @param lines what it means and what can be done, one thought each */
  constructor(
    readonly title: string,
    readonly lines: readonly string[],
  ) {
    super(`${title}: ${lines.join(" ")}`);
  }
}

/** Any error as title and lines. */
export function problemOf(error: unknown): { readonly title: string; readonly lines: readonly string[] } {
  if (error instanceof PageProblem) return error;
  if (error instanceof InputError) {
    const lines = error.problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    return { title: "This scenario cannot be used as it is", lines };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/the device was lost/.test(message)) {
    return {
      title: "The graphics device was lost",
      lines: [
        message,
        "The driver has reset, or another program has taken the device. The page can go on from the last state it kept.",
      ],
    };
  }
  if (/out of memory|needs \d+ bytes|OutOfMemory/i.test(message)) {
    return {
      title: "The graphics memory does not hold this",
      lines: [message, "Take fewer particles: a larger spacing, a smaller box."],
    };
  }
  return { title: "That did not work", lines: [message] };
}
