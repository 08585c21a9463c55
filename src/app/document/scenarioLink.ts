import { InputError } from "../../core/failure.ts";
import { unknownName } from "../../core/unknownName.ts";

/** What the part of a URL after `#` says: which scenario of the gallery, with which changes, seen how. */
export interface ScenarioLink {
  readonly name: string;
  /** Changes in order, each `path=value` as setPath takes them. */
  readonly assignments: readonly string[];
  /** How it is looked at; what the pairs mean is for the view to know. */
  readonly view: Readonly<Record<string, string>>;
}

const viewPrefix = "view.";

/** The hash of a link: `#dam-break-2d?run.seed=7&view.colour=speed`. readScenarioLink gives back the very same. */
export function scenarioHash({ name, assignments, view }: ScenarioLink): string {
  const pairs = assignments.map((assignment) => {
    const [path, value] = splitPair(assignment);
    return `${encode(path)}=${encode(value)}`;
  });
  const views = Object.entries(view).map(([key, value]) => `${viewPrefix}${encode(key)}=${encode(value)}`);
  const query = [...pairs, ...views].join("&");
  return `#${encode(name)}${query && `?${query}`}`.replace(/[.,:/]$/, percent);
}

/**
 * What a hash says; undefined where it names no scenario.
 *
 * @param hash with its `#`, as `location.hash` gives it
 * @param names of the scenarios that there are
 * @throws InputError that lists an unknown scenario and every part that is no assignment
 */
export function readScenarioLink(hash: string, names: readonly string[]): ScenarioLink | undefined {
  const [head, ...rest] = hash.replace(/^#/, "").split("?");
  const query = rest.join("?");
  if (head === "") return undefined;
  const problems = [];
  const name = decode(head);
  if (name === undefined) problems.push(broken(head));
  else if (!names.includes(name)) problems.push(unknownName("", "scenario", name, names));
  const assignments: string[] = [];
  const view: Record<string, string> = {};
  for (const part of query.split("&").filter((text) => text !== "")) {
    const [path, value] = splitPair(part).map(decode);
    if (!path || value === undefined || !part.includes("=")) problems.push(broken(part));
    else if (path.startsWith(viewPrefix)) view[path.slice(viewPrefix.length)] = value;
    else assignments.push(`${path}=${value}`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return { name: name as string, assignments, view };
}

function broken(part: string) {
  return { path: "", message: `the link is damaged: expected path=value, got ${JSON.stringify(part)}` };
}

function splitPair(pair: string): [key: string, value: string] {
  const equals = pair.indexOf("=");
  return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

/**
 * Percent-encodes what has a meaning in links or is cut off by programs that find links in running text, brackets and
 * quotes among them; commas, colons and slashes stay as they are, for the reader.
 */
function encode(text: string): string {
  const safe = encodeURIComponent(text).replace(/[!'()*]/g, percent);
  return safe.replace(/%(2C|3A|2F)/g, decodeURIComponent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
