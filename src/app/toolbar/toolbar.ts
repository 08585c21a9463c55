import { element } from "../dom.ts";

/** What the buttons do. */
export interface ToolbarActions {
  readonly togglePlay: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  readonly openGallery: () => void;
  readonly openFile: () => void;
  readonly save: () => void;
  readonly check: () => void;
  readonly help: () => void;
  readonly picture: () => void;
  readonly video: () => void;
  readonly pictures: () => void;
  readonly setStepsPerFrame: (steps: "auto" | number) => void;
  readonly togglePanels: () => void;
}

const speeds = ["auto", "1", "2", "5", "10", "50", "200"] as const;

/** The bar over the picture: what is played, and what can be done with it. */
export class Toolbar {
  readonly root: HTMLElement;
  readonly video: HTMLButtonElement;
  private readonly pictures: HTMLButtonElement;
  private readonly playButton: HTMLButtonElement;
  private readonly title = element("strong", { className: "scenario-title" });
  private readonly clock = element("output", { className: "clock" });

  constructor(actions: ToolbarActions) {
    const button = (name: string, label: string, title: string, onclick: () => void) =>
      element("button", { onclick, title, attributes: { "data-action": name } }, label);
    this.playButton = button("play", "▶ Play", "Play or pause (space)", actions.togglePlay);
    this.video = button("video", "● Video", "Record a video of the view (V)", actions.video);
    this.pictures = button(
      "pictures",
      "● Pictures",
      "Record pictures at fixed intervals (I)",
      actions.pictures,
    );
    const speed = element(
      "select",
      {
        title: "Steps per frame: “auto” takes as many as hold the frame rate",
        onchange: () => actions.setStepsPerFrame(speed.value === "auto" ? "auto" : Number(speed.value)),
        attributes: { "aria-label": "Steps per frame" },
      },
      ...speeds.map((value) =>
        element(
          "option",
          { value },
          value === "auto" ? "auto speed" : `${value} step${value === "1" ? "" : "s"}/frame`,
        ),
      ),
    );
    this.root = element(
      "header",
      { className: "toolbar" },
      button("gallery", "Scenarios", "Choose a scenario (G)", actions.openGallery),
      this.title,
      this.playButton,
      button("step", "Step", "One step (.)", actions.step),
      button("reset", "Reset", "Back to the start (R)", actions.reset),
      speed,
      this.clock,
      element("span", { className: "spacer" }),
      button("open", "Open…", "Open a scenario, a particle file or a saved state (O)", actions.openFile),
      button("save", "Save", "Save the scenario and its state (S)", actions.save),
      button("check", "Check", "Compare each pass with the float64 reference (C)", actions.check),
      button("picture", "Picture", "Save a picture of the view (P)", actions.picture),
      this.video,
      this.pictures,
      button("help", "?", "Keyboard shortcuts (?)", actions.help),
      button("panels", "◧", "Show or hide the panels (H)", actions.togglePanels),
    );
  }

  showScenario(name: string, description: string): void {
    this.title.textContent = name.replaceAll("-", " ");
    this.title.title = description;
    document.title = `${name} – Corpuscle`;
  }

  showPlaying(isPlaying: boolean): void {
    this.playButton.textContent = isPlaying ? "❚❚ Pause" : "▶ Play";
    this.playButton.setAttribute("aria-pressed", String(isPlaying));
  }

  /** @param count of the pictures recorded so far; undefined where none are */
  showPictures(count: number | undefined): void {
    this.pictures.textContent = count === undefined ? "● Pictures" : `■ Stop (${count})`;
  }

  showClock(step: number, time: number, unit: string): void {
    const digits = time === 0 ? "0" : time.toPrecision(4);
    this.clock.textContent = `step ${step} · t = ${digits} ${unit}`;
    this.clock.dataset.step = String(step);
  }
}
