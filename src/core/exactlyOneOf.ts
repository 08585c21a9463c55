/** Runs a rule between keys even where other keys of the object are wrong, so that all problems are listed at once. */
const whenObject = ({ value }: { value: unknown }) => typeof value === "object" && value !== null;

/** Arguments of `.refine`: exactly one of the keys is given. */
export function exactlyOneOf(...keys: readonly string[]) {
  const given = (value: object) =>
    keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined);
  const error = ({ input }: { input?: unknown }) => {
    const found = given(input as object);
    return `give exactly one of ${keys.join(", ")}; got ${found.length ? found.join(" and ") : "none"}`;
  };
  return [(value: object) => given(value).length === 1, { error, when: whenObject }] as const;
}
