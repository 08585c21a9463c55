import type { CourseState } from "../run/course.ts";
import { type DroppedFile, readDroppedFiles } from "./document/droppedFiles.ts";
import { readScenarioLink, scenarioHash } from "./document/scenarioLink.ts";
import { scenarioText } from "./document/scenarioText.ts";
import { download, element } from "./dom.ts";
import { GalleryDialog } from "./gallery/galleryDialog.ts";
import { firstScenario, scenarioCollection } from "./gallery/scenarioCollection.ts";
import { fullPageProblem } from "./messages/notices.ts";
import { type NamedScenario, Page } from "./page.ts";
import { PictureRecorder } from "./recording/pictureRecorder.ts";
import { takePicture } from "./recording/takePicture.ts";
import { VideoRecorder } from "./recording/videoRecorder.ts";
import type { Session } from "./session/session.ts";
import { helpDialog, listenForShortcuts, type Shortcut } from "./toolbar/shortcuts.ts";
import type { ToolbarActions } from "./toolbar/toolbar.ts";

const scenarioNames = scenarioCollection.map(({ name }) => name);

/** Between two copies of the state, from which a lost device is recovered [ms]. */
const keepInterval = 15_000;
/** Larger systems are kept less willingly: the copy goes through the host. */
const mostKept = 500_000;

/** The page with what is around it: its address, files that are dropped on it or saved, the device that may be lost. */
export class Laboratory {
  page!: Page;
  private kept?: { readonly session: Session; readonly step: number; readonly state: CourseState };
  private readonly gallery: GalleryDialog;
  private readonly help: HTMLDialogElement;
  private readonly fileInput = element("input", { type: "file", multiple: true, hidden: true });
  private readonly video: VideoRecorder;
  private readonly pictures = new PictureRecorder((count) => this.page.toolbar.showPictures(count));

  private constructor(private readonly root: HTMLElement) {
    this.gallery = new GalleryDialog(scenarioCollection, (name) => void this.openNamed(name));
    const shortcuts = this.shortcuts();
    this.help = helpDialog(shortcuts);
    this.video = new VideoRecorder((isRecording) => {
      this.page.toolbar.video.textContent = isRecording ? "■ Stop" : "● Video";
    });
    document.body.append(this.gallery.dialog, this.help, this.pictures.dialog, this.fileInput);
    listenForShortcuts(shortcuts);
    this.fileInput.onchange = () => void this.openFiles([...(this.fileInput.files ?? [])]);
    this.listenForDrops();
    addEventListener("hashchange", () => void this.openAddress());
    setInterval(() => void this.keepState(), keepInterval);
  }

  /** @throws PageProblem where there is no device */
  static async start(root: HTMLElement): Promise<Laboratory> {
    const laboratory = new Laboratory(root);
    await laboratory.createPage();
    await laboratory.openAddress();
    return laboratory;
  }

  /** Opens a scenario of the gallery. */
  async openNamed(
    name: string,
    assignments: readonly string[] = [],
    view: NamedScenario["view"] = {},
  ): Promise<void> {
    const found = scenarioCollection.find((scenario) => scenario.name === name);
    if (!found) return;
    const readFile = () => Promise.reject(new Error("scenarios of the gallery name no files"));
    await this.page.open({ name, document: found.document, assignments, readFile, view });
  }

  private async createPage(): Promise<void> {
    this.page = await Page.create(this.root, this.actions(), () => this.writeAddress());
    this.page.pictures = this.pictures;
    const { device } = this.page.context;
    void device.lost.then((info) => {
      if (this.page.context.device === device) void this.recover(info.message);
    });
  }

  private actions(): ToolbarActions {
    return {
      togglePlay: () => this.page.togglePlay(),
      step: () => void this.page.stepOnce(),
      reset: () => void this.page.restart(),
      openGallery: () => this.gallery.open(),
      openFile: () => this.fileInput.click(),
      save: () => void this.save(),
      check: () => void this.page.check(),
      help: () => this.help.showModal(),
      picture: () => void this.savePicture(),
      video: () => this.toggleVideo(),
      pictures: () => void this.togglePictures(),
      setStepsPerFrame: (steps) => {
        const { session } = this.page;
        if (session) session.playback.pacing.stepsPerFrame = steps;
      },
      togglePanels: () => this.page.togglePanels(),
    };
  }

  private shortcuts(): Shortcut[] {
    const actions = this.actions();
    return [
      { key: " ", label: "play or pause", run: actions.togglePlay },
      { key: ".", label: "one step", run: actions.step },
      { key: "r", label: "back to the start", run: actions.reset },
      { key: "g", label: "scenarios", run: actions.openGallery },
      { key: "o", label: "open files", run: actions.openFile },
      { key: "s", label: "save scenario and state", run: actions.save },
      { key: "c", label: "check against the reference", run: actions.check },
      { key: "p", label: "save a picture", run: actions.picture },
      { key: "v", label: "record a video", run: actions.video },
      { key: "i", label: "record pictures at fixed intervals", run: actions.pictures },
      { key: "f", label: "how fast it goes", run: () => this.page.togglePerformance() },
      { key: "h", label: "hide or show the panels", run: actions.togglePanels },
      { key: "z", label: "take back the last change", run: () => void this.undo() },
      { key: "?", label: "this sheet", run: actions.help },
    ];
  }

  /** The scenario of the address; the first of all where it names none. */
  private async openAddress(): Promise<void> {
    try {
      const link = readScenarioLink(location.hash, scenarioNames);
      if (link) await this.openNamed(link.name, link.assignments, link.view);
      else await this.openNamed(firstScenario);
    } catch (error) {
      await this.openNamed(firstScenario);
      this.page.notices.problem(error);
    }
  }

  /** Keeps the address such that it leads back to what is seen. */
  private writeAddress(): void {
    const { session, opened, viewText } = this.page;
    if (!session || !opened || !scenarioNames.includes(opened.name)) return;
    const hash = scenarioHash({ name: opened.name, assignments: session.edits.assignments, view: viewText });
    history.replaceState(null, "", hash);
  }

  private async undo(): Promise<void> {
    await this.page.change((session) => session.edits.undo()).catch(() => undefined);
  }

  private async save(): Promise<void> {
    const { session, opened } = this.page;
    if (!session || !opened) return;
    download(`${opened.name}.json`, scenarioText(session.edits.document), "application/json");
    const name = `${opened.name}-step-${session.course.step}.zip`;
    download(name, await session.save(), "application/zip");
    this.page.notices.tell(
      `Saved. To go on without the page: unzip ${name} -d run, npx corpuscle resume run`,
    );
  }

  private async savePicture(): Promise<void> {
    const { opened, session, context, view, notices } = this.page;
    if (!opened || !session) return;
    try {
      const { blob } = await takePicture(context, view, session.particles);
      download(`${opened.name}-step-${session.course.step}.png`, blob);
    } catch (error) {
      notices.problem(error);
    }
  }

  private toggleVideo(): void {
    const { view, opened, notices } = this.page;
    try {
      this.video.toggle(view.canvas, opened?.name ?? "corpuscle");
    } catch (error) {
      notices.problem(error);
    }
  }

  private async togglePictures(): Promise<void> {
    const { page } = this;
    const { session, opened } = page;
    if (!session || !opened) return;
    try {
      await this.pictures.toggle(session, opened.name, async () => {
        const { blob, color } = await takePicture(page.context, page.view, session.particles);
        return { png: new Uint8Array(await blob.arrayBuffer()), color };
      });
    } catch (error) {
      page.notices.problem(error);
    }
  }

  private listenForDrops(): void {
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      void this.openFiles([...(event.dataTransfer?.files ?? [])]);
    });
  }

  private async openFiles(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    try {
      const dropped = await Promise.all(
        files.map(async (file): Promise<DroppedFile> => ({
          name: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      );
      const scenario = await readDroppedFiles(dropped);
      const name = (scenario.document as { readonly name?: string }).name ?? files[0].name;
      if (await this.page.open({ ...scenario, name })) history.replaceState(null, "", location.pathname);
    } catch (error) {
      this.page.notices.problem(error);
    }
  }

  /** Copies the state now and then: what the device holds goes with it. */
  async keepState(): Promise<void> {
    const { session } = this.page;
    if (!session || session.course.particleCount > mostKept) return;
    if (this.kept?.session === session && this.kept.step === session.course.step) return;
    const state = await session.playback.between(() => session.course.saveState()).catch(() => undefined);
    if (state) this.kept = { session, step: session.course.step, state };
  }

  /** Opens another device, and goes on from the state that was kept last. */
  private async recover(reason: string): Promise<void> {
    const { session, opened } = this.page;
    try {
      await this.createPage();
      if (!session || !opened) return;
      // What was kept of another scenario is of no use to this one.
      const kept = this.kept?.session === session ? this.kept : undefined;
      const checkpoint = kept && { ...kept.state, complete: false };
      const document = session.edits.document;
      await this.page.open({ ...opened, document, assignments: [], checkpoint } as NamedScenario);
      const from = kept ? `step ${kept.step}` : "the start";
      this.page.notices.tell(
        `The graphics device was lost (${reason || "no reason given"}); it goes on from ${from}.`,
      );
    } catch (error) {
      this.root.replaceChildren(fullPageProblem(error));
    }
  }
}
