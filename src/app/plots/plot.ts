import uPlot from "uplot";
import type { LiveTable } from "../document/liveTable.ts";
import { element } from "../dom.ts";
import { shortNumber } from "../view/colorBar.ts";
import type { ReferenceCurve } from "./referenceCurves.ts";

/** What one plot shows: a column of a table against time. */
export interface PlotSubject {
  readonly table: string;
  readonly column: string;
  readonly unit: string;
  /** Column of the abscissa, with its unit. */
  readonly along: string;
  readonly alongUnit: string;
  readonly reference?: ReferenceCurve;
}

const height = 150;

/** One live curve, with the reference beside it where there is one. */
export class Plot {
  readonly root = element("div", { className: "plot" });
  readonly #chart: uPlot;
  readonly #resizing: ResizeObserver;

  constructor(readonly subject: PlotSubject) {
    const { column, along, alongUnit, reference } = subject;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: color("--text-soft"),
      grid: { stroke: color("--line") },
      ticks: { stroke: color("--line") },
    };
    const series: uPlot.Series[] = [
      { label: along },
      { label: column, stroke: color("--accent"), width: 1.5, points: { show: false } },
    ];
    if (reference) {
      const stroke = color("--reference");
      series.push({
        label: reference.label,
        stroke,
        width: 0,
        points: { show: true, size: 6, stroke, fill: stroke },
      });
    }
    const options: uPlot.Options = {
      width: 320,
      height,
      scales: { x: { time: false } },
      axes: [
        { ...axis, size: 28, values: axisNumbers },
        { ...axis, size: 58, values: axisNumbers },
      ],
      series,
      legend: { show: false },
      cursor: { drag: { x: true, y: false } },
    };
    const title = element(
      "div",
      { className: "plot-title" },
      `${plotTitle(subject)} against ${along} [${alongUnit}]`,
    );
    if (reference) title.append(element("span", { className: "plot-reference" }, ` ● ${reference.label}`));
    this.root.append(title);
    this.#chart = new uPlot(options, [[], [], ...(reference ? [[]] : [])] as uPlot.AlignedData, this.root);
    this.root.setAttribute("aria-label", plotTitle(subject));
    this.#resizing = new ResizeObserver(() => {
      if (this.root.clientWidth > 0) this.#chart.setSize({ width: this.root.clientWidth, height });
    });
    this.#resizing.observe(this.root);
  }

  /** Draws what the table holds now. */
  update(table: LiveTable): void {
    const { along, column, reference } = this.subject;
    const x = table.column(along);
    const y = table.column(column);
    this.#chart.setData(reference ? joined(x, y, reference.points) : ([x, y] as uPlot.AlignedData));
  }

  /** Idempotent. */
  dispose(): void {
    this.#resizing.disconnect();
    this.#chart.destroy();
    this.root.remove();
  }
}

function axisNumbers(_: uPlot, ticks: number[]): string[] {
  return ticks.map((tick) => shortNumber(tick, Math.abs(ticks[ticks.length - 1] - ticks[0])));
}

/** A column's name in words, with its unit: `kineticEnergy` as `kinetic energy [J]`. */
export function plotTitle({ column, unit }: PlotSubject): string {
  const words = column.replace(/([a-z])([A-Z])/g, (_, before, after) => `${before} ${after.toLowerCase()}`);
  return unit ? `${words} [${unit}]` : words;
}

/** Both curves over one abscissa; gaps where one of them has no value. */
function joined(x: Float64Array, y: Float64Array, points: ReferenceCurve["points"]): uPlot.AlignedData {
  const rows = [
    ...Array.from(x, (at, k) => [at, y[k], undefined] as const),
    ...points.map(([at, value]) => [at, undefined, value] as const),
  ].sort((a, b) => a[0] - b[0]);
  return [
    rows.map((row) => row[0]),
    rows.map((row) => row[1]),
    rows.map((row) => row[2]),
  ] as uPlot.AlignedData;
}
