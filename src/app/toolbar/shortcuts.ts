import { element } from "../dom.ts";

/** A key, what it does in words, and what it does. */
export interface Shortcut {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

/** Keys that a control in focus needs for itself. */
const fields = ["INPUT", "SELECT", "TEXTAREA"];

/** Runs shortcuts wherever the focus is not in a field or a dialog. */
export function listenForShortcuts(shortcuts: readonly Shortcut[]): void {
  addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || fields.includes(target.tagName)) return;
    if (document.querySelector("dialog[open]")) return;
    // A button in focus is pressed by the space bar.
    if (event.key === " " && target.tagName === "BUTTON") return;
    const shortcut = shortcuts.find(({ key }) => key === event.key.toLowerCase());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  });
}

/** A sheet of all shortcuts, and of what the pointer does. */
export function helpDialog(shortcuts: readonly Shortcut[]): HTMLDialogElement {
  const rows = [
    ...shortcuts.map(({ key, label }) => [key === " " ? "space" : key.toUpperCase(), label]),
    ["drag", "turn the view (in 2D: move it)"],
    ["right drag", "move the view"],
    ["wheel", "closer, farther"],
    ["click", "a particle's id and numbers; it is followed"],
    ["shift + drag", "push, pull, heat or cool particles: “Hand” in the panel says which"],
    ["drop", "a scenario, a particle file or a saved state on the page opens it"],
  ];
  const table = element(
    "table",
    {},
    element(
      "tbody",
      {},
      ...rows.map(([key, label]) =>
        element("tr", {}, element("td", {}, element("kbd", {}, key)), element("td", {}, label)),
      ),
    ),
  );
  const dialog = element("dialog", { className: "help" }, element("h2", {}, "Keys and pointer"), table);
  dialog.append(element("button", { onclick: () => dialog.close() }, "Close"));
  return dialog;
}
