import { element } from "../dom.ts";

/** Pictures of a whole run, where nobody says how many. */
const usualCount = 100;

/** What the interval between pictures is given in. */
export interface IntervalUnit {
  /** `steps`, or a unit of time, which may be empty. */
  readonly name: string;
  readonly inSteps: boolean;
  /** Length of the whole run in it. */
  readonly total: number;
}

/** A hundredth of a run, in whole steps or to three digits. */
export function usualInterval({ inSteps, total }: IntervalUnit): number {
  if (inSteps) return Math.max(Math.round(total / usualCount), 1);
  return Number((total / usualCount).toPrecision(3));
}

/** Asks for the interval at which pictures are to be taken. */
export class IntervalDialog {
  readonly dialog: HTMLDialogElement;
  private readonly input = element("input", {
    type: "number",
    required: true,
    attributes: { "aria-label": "Interval" },
  });
  private readonly unit = element("span");

  constructor() {
    const cancel = element("button", { type: "button", onclick: () => this.dialog.close() }, "Cancel");
    const form = element(
      "form",
      { method: "dialog" },
      element("h2", {}, "A picture at every multiple of"),
      element("p", {}, this.input, " ", this.unit),
      element("p", {}, "They are saved as one zip archive once the recording is stopped."),
      element("button", { value: "start", attributes: { "data-action": "start-pictures" } }, "Start"),
      " ",
      cancel,
    );
    this.dialog = element("dialog", { attributes: { "aria-label": "Pictures" } }, form);
  }

  /** The interval that is chosen, in the unit; undefined where none is. */
  ask(unit: IntervalUnit): Promise<number | undefined> {
    this.input.min = unit.inSteps ? "1" : String(Number.MIN_VALUE);
    this.input.step = unit.inSteps ? "1" : "any";
    this.input.value = String(usualInterval(unit));
    this.unit.textContent = unit.name;
    this.dialog.returnValue = "";
    this.dialog.showModal();
    this.input.select();
    return new Promise((resolve) => {
      this.dialog.onclose = () =>
        resolve(this.dialog.returnValue === "start" ? this.input.valueAsNumber : undefined);
    });
  }
}
