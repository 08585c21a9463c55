import { element } from "../dom.ts";
import type { GalleryScenario } from "./scenarioCollection.ts";

const familyNames: Readonly<Record<string, string>> = {
  "smoothed-particle-hydrodynamics": "Fluids",
  "molecular-dynamics": "Molecular dynamics",
};

/** Lets one choose a scenario by its picture, its name or a word of its description. */
export class GalleryDialog {
  readonly dialog: HTMLDialogElement;
  private readonly cards: {
    readonly card: HTMLElement;
    readonly words: string;
    readonly section: HTMLElement;
  }[] = [];

  constructor(scenarios: readonly GalleryScenario[], onChoice: (name: string) => void) {
    const search = element("input", {
      type: "search",
      placeholder: "Search scenarios",
      attributes: { "aria-label": "Search scenarios" },
      oninput: () => this.filter(search.value),
    });
    const families = [...new Set(scenarios.map(({ family }) => family))].sort().reverse();
    const sections = families.map((family) => {
      const grid = element("div", { className: "gallery-grid" });
      const section = element("section", {}, element("h3", {}, familyNames[family] ?? family), grid);
      for (const scenario of scenarios.filter((other) => other.family === family)) {
        const card = scenarioCard(scenario, () => {
          this.dialog.close();
          onChoice(scenario.name);
        });
        const words = `${scenario.name} ${scenario.description} ${familyNames[family]}`.toLowerCase();
        this.cards.push({ card, words, section });
        grid.append(card);
      }
      return section;
    });
    const close = element("button", { className: "close", onclick: () => this.dialog.close() }, "Close");
    const head = element("header", {}, element("h2", {}, "Scenarios"), search, close);
    this.dialog = element("dialog", { className: "gallery" }, head, ...sections);
    this.dialog.setAttribute("aria-label", "Scenarios");
  }

  open(): void {
    this.dialog.showModal();
    this.dialog.querySelector("input")?.focus();
  }

  private filter(text: string): void {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { card, words: own } of this.cards) card.hidden = !words.every((word) => own.includes(word));
    for (const section of new Set(this.cards.map((card) => card.section))) {
      section.hidden = this.cards.every((entry) => entry.section !== section || entry.card.hidden);
    }
  }
}

function scenarioCard({ name, description, thumbnail }: GalleryScenario, onclick: () => void): HTMLElement {
  const picture = thumbnail
    ? element("img", { src: thumbnail, alt: "", loading: "lazy", width: 240, height: 150 })
    : element("div", { className: "no-picture" });
  return element(
    "button",
    { className: "scenario-card", onclick, attributes: { "data-scenario": name } },
    picture,
    element("strong", {}, name.replaceAll("-", " ")),
    element("span", {}, description),
  );
}
