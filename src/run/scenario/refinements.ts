export { exactlyOneOf } from "../../core/exactlyOneOf.ts";

const sumOf = (shares: Record<string, number>) =>
  Object.values(shares).reduce((sum, share) => sum + share, 0);

const addsToOne = (shares: Record<string, number>) => Math.abs(sumOf(shares) - 1) <= 1e-6;

/** Arguments of `.refine`: the shares of a mixture add up to the whole. */
export const sharesSumToOne = [
  addsToOne,
  {
    error: ({ input }: { input?: unknown }) =>
      `the shares must sum to 1, got ${sumOf(input as Record<string, number>)}`,
  },
] as const;
