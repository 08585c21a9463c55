import { InputError } from "../../core/failure.ts";

// The grammar of RFC 8259.
const space = /[\t\n\r ]*/y;
const text = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * JSON.parse with line and column in the error: engines word theirs differently, and some leave the place out.
 * Throws InputError.
 */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new InputError([{ path: "", message: describeFault(source, findFault(source)) }]);
  }
}

interface Fault {
  readonly offset: number;
  readonly expected: string;
}

function describeFault(source: string, { offset, expected }: Fault): string {
  const before = source.slice(0, offset).split("\n");
  const place = `line ${before.length}, column ${before[before.length - 1].length + 1}`;
  const rest = source.slice(offset, offset + 20).split(/\s/, 1)[0];
  return `not valid JSON at ${place}: expected ${expected}, found ${rest ? JSON.stringify(rest) : "the end"}`;
}

/** Where a text stops being JSON, and what could have stood there. */
function findFault(source: string): Fault {
  let offset = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = offset;
    const match = pattern.exec(source);
    if (match) offset += match[0].length;
    return match !== null;
  };
  const takeSymbol = (symbol: string) => {
    take(space);
    if (!source.startsWith(symbol, offset)) return false;
    offset += symbol.length;
    take(space);
    return true;
  };
  const fault = (expected: string): Fault => ({ offset, expected });
  const member = () => {
    if (!take(text)) return fault("a name in double quotes");
    return takeSymbol(":") ? value() : fault("a colon");
  };
  const list = (entry: () => Fault | undefined, end: string) => {
    if (takeSymbol(end)) return undefined;
    for (;;) {
      const inside = entry();
      if (inside) return inside;
      if (takeSymbol(end)) return undefined;
      if (!takeSymbol(",")) return fault(`a comma or ${end}`);
    }
  };
  const value = (): Fault | undefined => {
    take(space);
    if (takeSymbol("{")) return list(member, "}");
    if (takeSymbol("[")) return list(value, "]");
    return take(text) || take(scalar) ? undefined : fault("a value");
  };
  return value() ?? fault("the end");
}
