import type { InputProblem } from "../core/failure.ts";
import { InputError } from "../core/failure.ts";
import type { NpyArray } from "./npy.ts";

/** Which numbers an array may hold. */
export interface NumberRange {
  readonly integer: boolean;
  readonly minimum: number;
  readonly maximum: number;
}

const anyNumber: NumberRange = { integer: false, minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE };

/** Takes checked arrays out of an archive and collects what is wrong with them. */
export class NpzArrayReader {
  private readonly problems: InputProblem[] = [];

  constructor(
    private readonly arrays: Readonly<Record<string, NpyArray>>,
    private readonly path: string,
  ) {}

  problem(name: string, message: string): void {
    this.problems.push({ path: `${this.path}/${name}.npy`, message });
  }

  throwProblems(): void {
    if (this.problems.length > 0) throw new InputError(this.problems);
  }

  /** The number of rows of an array that must be there. */
  count(name: string): number {
    const array = this.arrays[name];
    if (!array) this.problem(name, `expected an array of shape (N, 3), found ${this.names()}`);
    else if (array.shape[0] === 0) this.problem(name, "expected at least one row");
    this.throwProblems();
    return array.shape[0] ?? 1;
  }

  /** The array in float64, or undefined where it is absent or wrong. */
  numbers(name: string, shape: readonly number[], range: NumberRange = anyNumber): Float64Array | undefined {
    const array = this.arrays[name];
    if (!array) return undefined;
    if (array.shape.join() !== shape.join()) {
      this.problem(name, `expected shape (${shape.join(", ")}), found (${array.shape.join(", ")})`);
      return undefined;
    }
    const data = new Float64Array(array.data);
    const odd = data.findIndex(
      (x) => !(x >= range.minimum && x <= range.maximum && (!range.integer || x % 1 === 0)),
    );
    if (odd < 0) return data;
    const kind = range.integer ? `an integer in [${range.minimum}, ${range.maximum}]` : "a finite number";
    this.problem(
      name,
      `expected ${kind} in row ${shape.length > 1 ? Math.floor(odd / 3) : odd}, found ${data[odd]}`,
    );
    return undefined;
  }

  typeNames(): readonly string[] | undefined {
    const array = this.arrays.typeNames;
    if (!array) return undefined;
    try {
      const names: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(array.data)));
      if (Array.isArray(names) && names.every((name) => typeof name === "string")) return names;
    } catch {
      // Not JSON: the problem below says what is expected.
    }
    this.problem("typeNames", "expected the bytes of a JSON list of names");
    return undefined;
  }

  private names(): string {
    return `only ${Object.keys(this.arrays).join(", ") || "an empty archive"}`;
  }
}
