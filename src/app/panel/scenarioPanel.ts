import { GUI } from "lil-gui";
import { InputError } from "../../core/failure.ts";
import type { PanelControl, PanelItem } from "./panelItem.ts";
import { PanelRow } from "./panelRow.ts";

export interface PanelOptions {
  readonly container: HTMLElement;
  /**
   * Makes a change of the document. Where it throws InputError, or rejects with one, the value is refused and the panel
   * shows the message.
   */
  readonly onChange: (path: string, value: unknown) => void | Promise<void>;
  /** Called with what the panel shows at a control whose value is refused. */
  readonly onRefused?: (path: string, message: string) => void;
  /** How long nothing must have been typed before a change is made [ms]. */
  readonly delay?: number;
}

/** Folders that are open from the start. */
const firstOpen = ["solver", "run"];

/** The panel on the screen: lil-gui, built from the items of panelFields. */
export class ScenarioPanel {
  readonly #gui: GUI;
  readonly #delay: number;
  readonly #isOpen = new Map(firstOpen.map((path) => [path, true]));
  readonly #folders = new Map<string, GUI>();
  #rows: PanelRow[] = [];
  /** Changes that wait for the end of typing. */
  readonly #pending = new Map<PanelRow, unknown>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shape = "";

  constructor(private readonly options: PanelOptions) {
    this.#gui = new GUI({ container: options.container, title: "Scenario", autoPlace: false });
    this.#delay = options.delay ?? 250;
  }

  get domElement(): HTMLElement {
    return this.#gui.domElement;
  }

  /** Shows these items: in the controls that are there where they are the same, else in new ones. */
  show(items: readonly PanelItem[]): void {
    const shape = shapeOf(items);
    if (shape !== this.#shape) this.#rebuild(items);
    else {
      const controls = controlsIn(items);
      this.#rows.forEach((row, k) => this.#pending.has(row) || row.update(controls[k]));
    }
    this.#shape = shape;
  }

  /** Makes the changes that wait, at once; resolves when they are made or refused. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const changes = [...this.#pending];
    this.#pending.clear();
    for (const [row, value] of changes) {
      try {
        await this.options.onChange(row.path, value);
        row.clear();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        row.refuse(error.message);
        this.options.onRefused?.(row.path, error.message);
      }
    }
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#pending.clear();
    this.#gui.destroy();
  }

  #rebuild(items: readonly PanelItem[]): void {
    const focused = this.#focusedPlace();
    for (const child of [...this.#gui.children]) child.destroy();
    this.#folders.clear();
    this.#pending.clear();
    this.#rows = [];
    this.#add(this.#gui, items);
    focused?.();
  }

  /** What gives the keyboard back to whoever has it now, once the panel is built anew. */
  #focusedPlace(): (() => void) | undefined {
    const row = this.#rows.find(({ hasFocus }) => hasFocus);
    if (row) return () => this.#rows.find(({ path }) => path === row.path)?.focus();
    const folder = [...this.#folders].find(([, { $title }]) => $title === document.activeElement);
    return folder && (() => this.#folders.get(folder[0])?.$title.focus());
  }

  #add(gui: GUI, items: readonly PanelItem[]): void {
    for (const item of items) {
      if (item.type !== "folder") {
        this.#rows.push(new PanelRow(gui, item, this.#rowListener));
        continue;
      }
      const folder = gui.addFolder(item.label);
      folder.$title.title = item.tooltip;
      folder.open(this.#isOpen.get(item.path) ?? false);
      folder.onOpenClose((changed) => changed === folder && this.#isOpen.set(item.path, !folder._closed));
      this.#folders.set(item.path, folder);
      this.#add(folder, item.items);
    }
  }

  readonly #rowListener = {
    changed: (row: PanelRow, value: unknown) => {
      this.#pending.set(row, value);
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.flush(), this.#delay);
    },
    left: (row: PanelRow) => {
      if (this.#pending.has(row)) void this.flush();
      else if (row.isRefused) this.#restore(row);
    },
    abandoned: (row: PanelRow) => {
      this.#pending.delete(row);
      this.#restore(row);
    },
  };

  #restore(row: PanelRow): void {
    row.putBack();
    row.clear();
  }
}

function controlsIn(items: readonly PanelItem[]): PanelControl[] {
  return items.flatMap((item) => (item.type === "folder" ? controlsIn(item.items) : [item]));
}

/** All that controls are built from, values and slider ends left out. */
function shapeOf(items: readonly PanelItem[]): string {
  return JSON.stringify(
    items.map((item) => {
      if (item.type === "folder") return [item.path, item.label, shapeOf(item.items)];
      const { type, path, label, value, unit, tooltip, choices } = item;
      return [type, path, label, typeof value, unit, tooltip, choices?.map((choice) => choice.label)];
    }),
  );
}
