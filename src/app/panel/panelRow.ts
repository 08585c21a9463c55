import type { Controller, GUI } from "lil-gui";
import type { PanelControl } from "./panelItem.ts";
import { sliderRange } from "./sliderRange.ts";

/** What a row tells the panel. */
export interface RowListener {
  /** Another value was typed or chosen; it is JSON, or a text that is no number. */
  changed(row: PanelRow, value: unknown): void;
  /** The keyboard has left the row. */
  left(row: PanelRow): void;
  /** Escape was pressed: what was typed is not meant. */
  abandoned(row: PanelRow): void;
}

/** One control on the screen: a lil-gui controller that can refuse what was typed and says why. */
export class PanelRow {
  #control: PanelControl;
  readonly #model: { value: PanelControl["value"] };
  readonly #controller: Controller;

  constructor(
    gui: GUI,
    control: PanelControl,
    private readonly listener: RowListener,
  ) {
    this.#control = control;
    this.#model = { value: control.value };
    const labels = control.choices?.map(({ label, value }) => [label, value]);
    this.#controller = labels
      ? gui.add(this.#model, "value", Object.fromEntries(labels))
      : gui.add(this.#model, "value");
    const { label, unit, isLive } = control;
    this.#controller.name(unit ? `${label} [${unit}]` : label);
    this.domElement.classList.add(isLive ? "live" : "structural");
    this.input.setAttribute("aria-description", control.tooltip);
    this.domElement.title = control.tooltip;
    if (this.#hasSlider) this.#setRange();
    if (this.#isTyped) this.input.setAttribute("placeholder", "automatic");
    this.#listen();
  }

  get path(): string {
    return this.#control.path;
  }

  get domElement(): HTMLElement {
    return this.#controller.domElement;
  }

  get input(): HTMLInputElement | HTMLSelectElement {
    return this.domElement.querySelector("input, select") as HTMLInputElement | HTMLSelectElement;
  }

  get isRefused(): boolean {
    return this.domElement.classList.contains("refused");
  }

  /** Gives it the keyboard, behind what is written there. */
  focus(): void {
    const { input } = this;
    input.focus();
    // The number fields of touch screens have no place to set.
    if (input instanceof HTMLInputElement && input.type === "text")
      input.setSelectionRange(input.value.length, input.value.length);
  }

  get hasFocus(): boolean {
    return document.activeElement === this.input;
  }

  /** Takes over what the document says now. */
  update(control: PanelControl): void {
    this.#control = control;
    this.clear();
    this.#model.value = control.value;
    const value = control.value as number;
    if (this.#hasSlider && this.#isBeyondSlider(value)) this.#setRange();
    this.#controller.updateDisplay();
  }

  /** Says at the control why its value is refused; where nobody types any more the accepted value comes back. */
  refuse(message: string): void {
    this.domElement.classList.add("refused");
    this.domElement.title = message;
    this.input.setAttribute("aria-invalid", "true");
    if (!this.hasFocus) this.putBack();
  }

  /** Shows the accepted value again. */
  putBack(): void {
    this.#model.value = this.#control.value;
    this.#controller.updateDisplay();
    // While it has the keyboard, lil-gui leaves a number's text alone.
    if (this.#isTyped) this.input.value = String(this.#control.value);
  }

  /** Takes back the mark of a refusal. */
  clear(): void {
    this.domElement.classList.remove("refused");
    this.domElement.title = this.#control.tooltip;
    this.input.setAttribute("aria-invalid", "false");
  }

  #listen(): void {
    const element = this.domElement;
    this.#controller.onChange(() => this.listener.changed(this, this.#chosen));
    if (this.#isTyped) element.addEventListener("input", (event) => this.#take(event), true);
    element.addEventListener("focusout", () => this.listener.left(this));
    element.addEventListener(
      "keydown",
      (event) => event.key === "Escape" && this.listener.abandoned(this),
      true,
    );
  }

  /** Typed text goes past lil-gui, which would move numbers into the slider's range and drop what is no number. */
  #take(event: Event): void {
    event.stopPropagation();
    const text = this.input.value;
    const number = text.trim() === "" ? NaN : Number(text);
    const isNumber = this.#control.type !== "text" && Number.isFinite(number);
    if (isNumber && this.#hasSlider) {
      this.#model.value = number;
      this.#controller.updateDisplay();
    }
    if (text === "" && this.#control.value === "") this.listener.abandoned(this);
    else this.listener.changed(this, isNumber ? number : text);
  }

  get #chosen(): unknown {
    const { choices } = this.#control;
    const { value } = this.#model;
    return choices ? choices.find((choice) => choice.value === value)?.sets : value;
  }

  get #isTyped(): boolean {
    return ["number", "integer", "text"].includes(this.#control.type);
  }

  /** Numbers that may change while one looks on, and those whose ends are known, are worth a slider. */
  get #hasSlider(): boolean {
    const { type, value, isLive, minimum, maximum } = this.#control;
    if (typeof value !== "number" || type === "choice") return false;
    return isLive || (minimum !== undefined && maximum !== undefined);
  }

  #setRange(): void {
    const { minimum, maximum, step } = sliderRange(this.#control);
    this.#controller.step(step).min(minimum).max(maximum);
  }

  #isBeyondSlider(value: number): boolean {
    const { _min, _max } = this.#controller as Controller & { readonly _min: number; readonly _max: number };
    return value < _min || value > _max;
  }
}
