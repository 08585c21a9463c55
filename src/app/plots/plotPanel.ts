import "uplot/dist/uPlot.min.css";
import type { LiveOutput } from "../document/liveOutput.ts";
import { download, element } from "../dom.ts";
import { Plot, plotTitle, type PlotSubject } from "./plot.ts";
import { referenceCurves } from "./referenceCurves.ts";

/** Columns that tell most, in the order in which a first look wants them. */
const tellingColumns = ["frontPosition", "temperature", "kineticEnergy", "totalEnergy", "pressure"];
const firstPlots = 2;
/** Columns that others are drawn against. */
const abscissae = ["time", "step"];

/** Curves of what the scenario measures, while it runs: any column of any table. */
export class PlotPanel {
  readonly root = element("section", { className: "plots", attributes: { "aria-label": "Plots" } });
  readonly #choice = element("select", { attributes: { "aria-label": "Quantity to plot" } });
  readonly #plots = element("div", { className: "plot-list" });
  #shown: Plot[] = [];
  #output?: LiveOutput;
  #scenario = "";
  #isDue = false;

  constructor() {
    const add = element("button", { onclick: () => this.#add(this.#choice.value) }, "Plot");
    const csv = element(
      "button",
      { onclick: () => this.#download(), title: "Download all tables as CSV" },
      "CSV",
    );
    this.root.append(element("header", {}, element("h2", {}, "Plots"), this.#choice, add, csv), this.#plots);
  }

  /** Shows the tables of a run; with `keeps`, plots whose columns are there stay. */
  show(output: LiveOutput, scenario: string, keeps = false): void {
    const kept = keeps ? this.#shown.map(({ subject }) => keyOf(subject)) : [];
    for (const plot of this.#shown.splice(0)) plot.dispose();
    this.#output = output;
    this.#scenario = scenario;
    const subjects = this.#subjects();
    this.#choice.replaceChildren(
      ...subjects.map((subject) => element("option", { value: keyOf(subject) }, plotTitle(subject))),
    );
    const first = tellingColumns
      .flatMap((column) => subjects.filter((subject) => subject.column === column))
      .concat(subjects)
      .slice(0, firstPlots);
    for (const key of kept.length > 0 ? kept : new Set(first.map(keyOf))) this.#add(key);
  }

  /** Rows have come: they are drawn with the next frame. */
  markDue(): void {
    this.#isDue = true;
  }

  /** Once a frame. */
  draw(): void {
    if (!this.#isDue || this.root.hidden) return;
    this.#isDue = false;
    for (const plot of this.#shown) {
      const table = this.#output?.table(plot.subject.table);
      if (table) plot.update(table);
    }
  }

  #add(key: string): void {
    const subject = this.#subjects().find((candidate) => keyOf(candidate) === key);
    if (!subject || this.#shown.some((plot) => keyOf(plot.subject) === key)) return;
    const plot = new Plot(subject);
    const close = element("button", { className: "close-plot", title: "Remove this plot" }, "×");
    close.onclick = () => {
      this.#shown = this.#shown.filter((other) => other !== plot);
      plot.dispose();
    };
    plot.root.append(close);
    this.#shown.push(plot);
    this.#plots.append(plot.root);
    this.#isDue = true;
  }

  /** Every column that can be drawn. */
  #subjects(): PlotSubject[] {
    const output = this.#output;
    if (!output) return [];
    return output.tableNames.flatMap((table) => {
      const columns = output.table(table)?.columnNames ?? [];
      const along = abscissae.find((name) => columns.includes(name)) ?? columns[0];
      return columns
        .filter((column) => !abscissae.includes(column))
        .map((column) => ({
          table,
          column,
          unit: output.unit(table, column),
          along,
          alongUnit: output.unit(table, along),
          reference: referenceCurves.find(
            (curve) => curve.scenario === this.#scenario && curve.table === table && curve.column === column,
          ),
        }));
    });
  }

  #download(): void {
    for (const table of this.#output?.tableNames ?? []) {
      download(`${this.#scenario}-${table}`, this.#output?.csv(table) ?? "", "text/csv");
    }
  }
}

function keyOf({ table, column }: PlotSubject): string {
  return `${table}/${column}`;
}
