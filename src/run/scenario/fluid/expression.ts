import { type EvalFunction, compile } from "mathjs/number";

/** A function of a place [length]. */
export type Field = (x: number, y: number, z: number) => number;

/**
 * An expression of x, y and z, such as `-cos(2 pi x) sin(2 pi y)`, or a number.
 *
 * @throws Error that says what is wrong with it
 */
export function parseField(source: string | number): Field {
  if (typeof source === "number") return () => source;
  const compiled: EvalFunction = compile(source);
  const field: Field = (x, y, z) => compiled.evaluate({ x, y, z });
  const sample: unknown = field(0.1, 0.2, 0.3);
  if (typeof sample !== "number") throw new Error(`"${source}" does not give a number`);
  return field;
}

/** What is wrong with an expression; undefined where it is right. */
export function fieldProblem(source: string | number): string | undefined {
  try {
    parseField(source);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `expected a number or an expression of x, y and z, got ${JSON.stringify(source)}: ${reason}`;
  }
}
