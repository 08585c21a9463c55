import type { Scenario } from "../../run/families.ts";
import { parseJson } from "../../run/scenario/jsonText.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import { jsonSchemaFor } from "../../run/scenario/scenarioJsonSchema.ts";
import { fieldAt, valueAt } from "../../run/scenario/schemaNode.ts";
import { setPath } from "../../run/scenario/setPath.ts";
import { type ChangeKind, changeKind } from "./changeKind.ts";

/** A document as it is after some changes. */
interface Version {
  /** Changes to the original, each `path=value` as setPath takes them. */
  readonly assignments: readonly string[];
  readonly document: unknown;
  readonly scenario: Scenario;
}

/**
 * A scenario document and what the user has changed in it. A change that makes the document invalid is refused with the
 * problems that the command line would report, and leaves everything as it was.
 */
export class ScenarioEdits {
  readonly #original: Version;
  #present: Version;
  readonly #past: Version[] = [];

  /**
   * @param original a valid document
   * @param assignments changes to begin with, as a link carries them
   * @throws InputError that lists what is wrong with the original, else with the assignments
   */
  constructor(original: unknown, assignments: readonly string[] = []) {
    this.#original = { assignments: [], document: original, scenario: parseScenario(original) };
    this.#present = assignments.length > 0 ? this.#versionWith(assignments) : this.#original;
  }

  /** With the user's changes, and without the defaults that nobody wrote down. */
  get document(): unknown {
    return this.#present.document;
  }

  /** With the user's changes and every default filled in. */
  get scenario(): Scenario {
    return this.#present.scenario;
  }

  /** The changes in order, for a link; empty where the document is the original. */
  get assignments(): readonly string[] {
    return this.#present.assignments;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /**
   * Sets the value at a dotted path.
   *
   * @param value JSON
   * @throws InputError where the document would become invalid
   */
  change(path: string, value: unknown): ChangeKind {
    if (isSame(valueAt(this.scenario, path.split(".")), value)) return "none";
    const [at, whole] = this.#wholeList(path.split("."), value);
    const added = `${at.join(".")}=${assignmentText(whole)}`;
    const kept = this.assignments.filter((assignment) => !isWithin(pathOf(assignment), at.join(".")));
    const isOriginal = isSame(valueAt(this.#original.scenario, at), whole);
    // A value that went back to what it was needs no assignment, unless one to an object around it says otherwise.
    const isSuperfluous =
      isOriginal && !kept.some((assignment) => isWithin(at.join("."), pathOf(assignment)));
    return this.#goTo(this.#versionWith(isSuperfluous ? kept : [...kept, added]), true);
  }

  /** Takes back the last change, reset included. */
  undo(): ChangeKind {
    const before = this.#past.pop();
    return before ? this.#goTo(before, false) : "none";
  }

  /** Goes back to the original. */
  reset(): ChangeKind {
    return this.#goTo(this.#original, true);
  }

  #goTo(version: Version, isUndoable: boolean): ChangeKind {
    const kind = changeKind(this.scenario, version.scenario);
    if (kind !== "none" && isUndoable) this.#past.push(this.#present);
    this.#present = version;
    return kind;
  }

  #versionWith(assignments: readonly string[]): Version {
    const document = assignments.reduce<unknown>(setPath, this.#original.document);
    return { assignments, document, scenario: parseScenario(document) };
  }

  /** Components of a list that the document leaves to its default cannot be set one by one: the list is set whole. */
  #wholeList(keys: readonly string[], value: unknown): [keys: readonly string[], value: unknown] {
    const place = keys.slice(0, -1);
    const list = valueAt(this.scenario, place);
    if (!Array.isArray(list) || valueAt(this.#original.document, place) !== undefined) return [keys, value];
    const { minItems = 0 } = fieldAt(jsonSchemaFor(this.document), place, this.document);
    // Defaults have an entry for each of three axes, which in two dimensions a document must not give.
    const used = list.slice(0, Math.max(this.scenario.setup.dimensions, minItems));
    return [place, used.with(Number(keys[keys.length - 1]), value)];
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function pathOf(assignment: string): string {
  return assignment.slice(0, assignment.indexOf("="));
}

/** Whether a dotted path is another one or leads on from it. */
function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

/** The shortest text that setPath takes for a value. */
function assignmentText(value: unknown): string {
  return typeof value === "string" && !isJson(value) ? value : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
