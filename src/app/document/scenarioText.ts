const longestLine = 110;

/** A scenario document as JSON text for people: what fits on a line stands on one. */
export function scenarioText(document: unknown): string {
  return `${format(document, "")}\n`;
}

function format(value: unknown, indent: string): string {
  const line = oneLine(value);
  const isBranching = typeof value === "object" && value !== null;
  // The sections of a document begin on lines of their own, however short they are.
  if (!isBranching || (indent !== "" && indent.length + line.length <= longestLine)) return line;
  const inner = `${indent}  `;
  const members = Array.isArray(value)
    ? value.map((entry) => format(entry, inner))
    : entriesOf(value).map(([key, entry]) => `${JSON.stringify(key)}: ${format(entry, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${members.map((member) => inner + member).join(",\n")}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = entriesOf(value).map(([key, entry]) => `${JSON.stringify(key)}: ${oneLine(entry)}`);
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

/** Members that JSON keeps. */
function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, entry]) => entry !== undefined);
}
