import type { PassTime } from "../../gpu/passProfiler.ts";
import { element } from "../dom.ts";

/** What the overlay shows, beside the rates that it finds itself. */
export interface PerformanceFigures {
  readonly adapter: string;
  readonly particles: number;
  /** Held by the engine. */
  readonly memoryBytes: number;
  /** Of this thread for one picture [ms]. */
  readonly drawTime: number;
}

/** Time over which rates are taken [ms]. */
const window = 1000;

/** How fast it goes: rates of the last second, and on request the milliseconds of each pass. */
export class PerformanceOverlay {
  readonly root: HTMLElement;
  private readonly rates = element("dl", {});
  private readonly passes = element("div", { className: "passes" });
  private steps = 0;
  private frames = 0;
  private computeTime = 0;
  private since = performance.now();

  /** @param profile times the passes of one step; undefined where the device cannot */
  constructor(profile: () => Promise<readonly PassTime[] | undefined>) {
    const button = element("button", {
      onclick: async () => {
        button.disabled = true;
        this.showPasses(await profile());
        button.disabled = false;
      },
    });
    button.textContent = "Time the passes of a step";
    this.root = element("aside", { className: "performance" }, this.rates, button, this.passes);
    this.root.setAttribute("aria-label", "Performance");
  }

  countBatch(steps: number, milliseconds: number): void {
    this.steps += steps;
    this.computeTime += milliseconds;
  }

  /** Once a frame. */
  countFrame(figures: () => PerformanceFigures): void {
    this.frames++;
    const now = performance.now();
    const elapsed = now - this.since;
    if (elapsed < window) return;
    if (!this.root.hidden) this.showRates(elapsed / 1000, figures());
    this.steps = this.frames = this.computeTime = 0;
    this.since = now;
  }

  private showRates(
    seconds: number,
    { adapter, particles, memoryBytes, drawTime }: PerformanceFigures,
  ): void {
    const stepsPerSecond = this.steps / seconds;
    const perStep = this.steps > 0 ? `${(this.computeTime / this.steps).toPrecision(3)} ms` : "–";
    const entries: readonly (readonly [string, string])[] = [
      ["frames/s", (this.frames / seconds).toFixed(1)],
      ["steps/s", stepsPerSecond.toFixed(1)],
      ["particle-steps/s", `${((stepsPerSecond * particles) / 1e6).toPrecision(3)} million`],
      ["a step", perStep],
      ["drawing, this thread", `${drawTime.toFixed(1)} ms`],
      ["particles", particles.toLocaleString("en")],
      ["engine memory", `${(memoryBytes / 2 ** 20).toFixed(1)} MiB`],
      ["adapter", adapter],
    ];
    this.rates.replaceChildren(
      ...entries.flatMap(([term, value]) => [element("dt", {}, term), element("dd", {}, value)]),
    );
  }

  private showPasses(times: readonly PassTime[] | undefined): void {
    if (!times) {
      this.passes.textContent = "This device has no timestamps.";
      return;
    }
    const sum = times.reduce((total, { milliseconds }) => total + milliseconds, 0);
    const rows = [...times]
      .sort((a, b) => b.milliseconds - a.milliseconds)
      .map(({ label, milliseconds, dispatches }) => row(label, milliseconds, dispatches));
    this.passes.replaceChildren(
      element("table", {}, element("tbody", {}, row("all passes of a step", sum, undefined), ...rows)),
    );
  }
}

function row(label: string, milliseconds: number, dispatches: number | undefined): HTMLElement {
  const cells = [label, dispatches === undefined ? "" : `${dispatches} ×`, `${milliseconds.toFixed(3)} ms`];
  return element("tr", {}, ...cells.map((text) => element("td", {}, text)));
}
