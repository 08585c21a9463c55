import type { BenchResults } from "./resultsFile.ts";

interface Point {
  readonly particles: number;
  /** Of one particle in one step [ns]. */
  readonly cost: number;
}

interface Line {
  readonly program: string;
  readonly points: readonly Point[];
}

const [width, height] = [760, 420];
const frame = { left: 70, right: 520, top: 30, bottom: 360 };
// Okabe & Ito's colours, which the colour-blind can tell apart.
const colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

/**
 * Cost of a particle-step against the number of particles, on logarithmic axes, as the text of an SVG: every program of the suites
 * that melt the crystal.
 *
 * @throws RangeError where there is nothing to draw
 */
export function plotResults(results: BenchResults): string {
  const lines = linesOf(results);
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) throw new RangeError("the results hold no measured case of a melt");
  const x = logarithmicScale(
    points.map(({ particles }) => particles),
    frame.left,
    frame.right,
  );
  const y = logarithmicScale(
    points.map(({ cost }) => cost),
    frame.bottom,
    frame.top,
  );
  const drawn = lines.map(({ program, points: own }, k) => {
    const color = colors[k % colors.length];
    const places = own.map(({ particles, cost }) => `${x.place(particles)},${y.place(cost)}`);
    const dots = places.map((place) => {
      const [cx, cy] = place.split(",");
      return `<circle cx="${cx}" cy="${cy}" r="3" fill="${color}"/>`;
    });
    const label = text(frame.right + 28, frame.top + 18 * k + 4, "start", program);
    const mark = `<circle cx="${frame.right + 18}" cy="${frame.top + 18 * k}" r="4" fill="${color}"/>`;
    return `<polyline points="${places.join(" ")}" fill="none" stroke="${color}" stroke-width="2"/>${dots.join("")}${mark}${label}`;
  });
  const across = x.decades.map(
    (value) =>
      `<path d="M${x.place(value)} ${frame.top}V${frame.bottom}" stroke="#ddd"/>${text(x.place(value), frame.bottom + 18, "middle", power(value))}`,
  );
  const up = y.decades.map(
    (value) =>
      `<path d="M${frame.left} ${y.place(value)}H${frame.right}" stroke="#ddd"/>${text(frame.left - 8, y.place(value) + 4, "end", power(value))}`,
  );
  const titles = [
    text(frame.left, 16, "start", `ns a particle-step, ${results.adapter}`),
    text((frame.left + frame.right) / 2, frame.bottom + 42, "middle", "particles"),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="white"/>
${[...across, ...up, ...titles, ...drawn].join("\n")}
</svg>
`;
}

/** What `small`, `melt` and `scaling` measured; of a program that ran the same size in two of them, the later one. */
function linesOf({ suites }: BenchResults): Line[] {
  const programs = new Map<string, Map<number, number>>();
  for (const name of ["scaling", "small", "melt"]) {
    for (const { particles, entries } of suites[name]?.cases ?? []) {
      for (const entry of entries) {
        if (entry.status !== "measured") continue;
        // The title names the adapter.
        const program = entry.program.replace(/^Corpuscle on .*/, "Corpuscle");
        const costs = programs.get(program) ?? new Map<number, number>();
        programs.set(program, costs.set(particles, 1e9 / entry.median));
      }
    }
  }
  return [...programs].map(([program, costs]) => ({
    program,
    points: [...costs]
      .map(([particles, cost]) => ({ particles, cost }))
      .sort((a, b) => a.particles - b.particles),
  }));
}

/** From whole decades around the values to places between two ends. */
function logarithmicScale(values: readonly number[], from: number, to: number) {
  const lowest = Math.floor(Math.log10(Math.min(...values)));
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    decades: Array.from({ length: highest - lowest + 1 }, (_, k) => 10 ** (lowest + k)),
    place: (value: number) =>
      Number((from + ((Math.log10(value) - lowest) / (highest - lowest)) * (to - from)).toFixed(1)),
  };
}

const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function power(value: number): string {
  const exponent = Math.round(Math.log10(value));
  const raised = [...`${Math.abs(exponent)}`].map((digit) => digits[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${raised}`;
}

function text(x: number, y: number, anchor: "start" | "middle" | "end", content: string): string {
  const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped}</text>`;
}
