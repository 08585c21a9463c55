import GUI from "lil-gui";
import type { GpuContext } from "../gpu/context.ts";
import { findField } from "../render/particleScene.ts";
import { visibleRegion } from "../render/visibleRegion.ts";
import { InputError } from "../core/failure.ts";
import { upAxis } from "../run/upAxis.ts";
import { CheckDialog } from "./check/checkDialog.ts";
import { openBrowserDevice } from "./device/openBrowserDevice.ts";
import type { ChangeKind } from "./document/changeKind.ts";
import { element } from "./dom.ts";
import { handActions } from "./handActions.ts";
import { Notices } from "./messages/notices.ts";
import { panelFields } from "./panel/panelFields.ts";
import { ScenarioPanel } from "./panel/scenarioPanel.ts";
import { PerformanceOverlay } from "./performance/performanceOverlay.ts";
import { PlotPanel } from "./plots/plotPanel.ts";
import type { PictureRecorder } from "./recording/pictureRecorder.ts";
import { type OpenedScenario, Session } from "./session/session.ts";
import { Toolbar, type ToolbarActions } from "./toolbar/toolbar.ts";
import { ColorBar } from "./view/colorBar.ts";
import { ColorRange } from "./view/colorRange.ts";
import { buildHandPanel, buildLookPanel } from "./view/lookPanel.ts";
import { Hand } from "./view/hand.ts";
import { onClick, type PickedParticle, pickParticle } from "./view/pickParticle.ts";
import { ParticleCard } from "./view/particleCard.ts";
import { View } from "./view/view.ts";
import { applyViewText, viewText, type ViewText } from "./view/viewLink.ts";

/** Where a scenario comes from: the gallery has names, files that were dropped have theirs. */
export interface NamedScenario extends OpenedScenario {
  readonly name: string;
  /** How it is looked at, as a link carries it. */
  readonly view?: ViewText;
  readonly play?: boolean;
}

/** The laboratory: one scenario being played, and everything around its picture. It knows no addresses and no files. */
export class Page {
  /** Undefined until the first scenario stands. */
  session?: Session;
  opened?: NamedScenario;
  /** Records pictures of what is played, until something else is. */
  pictures?: PictureRecorder;
  readonly notices = new Notices();
  readonly toolbar: Toolbar;
  private readonly plots = new PlotPanel();
  private readonly colorBar = new ColorBar();
  private readonly card = new ParticleCard(
    (selected) => this.view.setLook({ ...this.view.look, selected }),
    (way) => this.view.travel(way),
  );
  private readonly checkDialog = new CheckDialog();
  private readonly overlay: PerformanceOverlay;
  private readonly scenarioPanel: ScenarioPanel;
  private readonly side = element("aside", { className: "side", attributes: { "aria-label": "Settings" } });
  private readonly colors: ColorRange;
  private readonly hand: Hand;
  private lookPanel?: GUI;
  private isClosed = false;
  private isOpening = false;
  private isBusy = false;
  private hasFailed = false;

  private constructor(
    readonly root: HTMLElement,
    readonly context: GpuContext,
    readonly view: View,
    actions: ToolbarActions,
    private readonly onLook: () => void,
  ) {
    this.toolbar = new Toolbar(actions);
    this.colors = new ColorRange(context);
    this.overlay = new PerformanceOverlay(() => this.session?.profileStep() ?? Promise.resolve(undefined));
    this.overlay.root.hidden = true;
    this.scenarioPanel = new ScenarioPanel({
      container: this.side,
      onChange: (path, value) => this.change((session) => session.edits.change(path, value)),
      onRefused: (path, message) => this.notices.tell(`${path}: ${message}`),
    });
    root.append(
      this.toolbar.root,
      this.side,
      this.colorBar.root,
      this.card.root,
      this.overlay.root,
      this.plots.root,
      this.notices.root,
      this.checkDialog.dialog,
    );
    onClick(view.canvas, (x, y) => void this.pick(x, y));
    this.hand = new Hand(view, handActions(this));
  }

  /**
   * Opens the device and draws an empty page into `root`.
   *
   * @param onLook called when the look, the camera or the document has changed: what a link carries
   * @throws PageProblem where there is no device
   */
  static async create(root: HTMLElement, actions: ToolbarActions, onLook: () => void): Promise<Page> {
    const context = await openBrowserDevice();
    const canvas = element("canvas", { tabIndex: 0, attributes: { "aria-label": "The particles" } });
    root.replaceChildren(canvas);
    const view = await View.create(context, canvas);
    const page = new Page(root, context, view, actions, onLook);
    page.frame();
    return page;
  }

  /** Opens a scenario; what was open stays where the new one cannot be. Returns whether it could. */
  async open(scenario: NamedScenario): Promise<boolean> {
    if (this.isOpening) return false;
    this.isOpening = true;
    this.setBusy(true);
    this.context.forgive();
    try {
      const session = await Session.open(this.context, scenario, {
        stops: () => this.pictures?.stops,
        onBatch: (steps, milliseconds) => {
          this.overlay.countBatch(steps, milliseconds);
          this.showClock();
        },
        onEnd: () => this.tellEnd(),
        onFailure: (error) => this.fail(error),
        onPlayingChange: (isPlaying) => this.toolbar.showPlaying(isPlaying),
      });
      await this.pictures?.end();
      const before = this.session;
      this.session = session;
      this.opened = scenario;
      session.output.onRows(() => this.plots.markDue());
      this.notices.clear();
      this.colors.isHeld = false;
      await this.showSession("nothing", scenario.view);
      await before?.destroy();
      if (scenario.play) session.playback.play();
      return true;
    } catch (error) {
      this.notices.problem(error);
      return false;
    } finally {
      this.isOpening = false;
      this.setBusy(false);
    }
  }

  togglePlay(): void {
    const playback = this.session?.playback;
    if (!playback) return;
    if (playback.isPlaying) void playback.pause();
    else playback.play();
  }

  async stepOnce(): Promise<void> {
    await this.session?.playback.advance(1);
  }

  async restart(): Promise<void> {
    const { session } = this;
    if (!session) return;
    await this.pictures?.end();
    this.context.forgive();
    await session.restart();
    await this.showSession("all");
  }

  /**
   * Edits the document and computes on with it.
   *
   * @throws InputError where the edit makes no valid scenario; everything stays as it was
   */
  async change(edit: (session: Session) => ChangeKind): Promise<void> {
    const { session } = this;
    if (!session) return;
    const kind = edit(session);
    if (kind === "none") return;
    this.setBusy(true);
    try {
      const isNew = await session.rebuild(kind);
      if (isNew) await this.pictures?.end();
      await this.showSession(isNew ? "look" : "all");
    } catch (error) {
      // A document can be valid and its particles not: what runs goes on as it is.
      session.edits.undo();
      if (!(error instanceof InputError)) this.notices.problem(error);
      throw error;
    } finally {
      this.setBusy(false);
    }
  }

  /** Compares every pass with the reference at the present state. */
  async check(): Promise<void> {
    const { session, opened } = this;
    if (!session || !opened) return;
    const frame = await session.playback.between(() => session.course.frame());
    const files = await session.namedFiles();
    await this.checkDialog.run({ scenario: session.scenario, files, frame, steps: 3 });
  }

  togglePerformance(): void {
    this.overlay.root.hidden = !this.overlay.root.hidden;
  }

  togglePanels(): void {
    this.root.classList.toggle("bare");
  }

  /** Lets go of everything on the device. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.session?.destroy().catch(() => undefined);
    this.view.dispose();
    this.context.destroy();
  }

  /**
   * Shows what the session computes now, whose buffers may be new ones.
   *
   * @param keeps what stays of the picture: with "look", particles may lie elsewhere than before
   */
  private async showSession(
    keeps: "nothing" | "look" | "all",
    view: NamedScenario["view"] = {},
  ): Promise<void> {
    const { session, opened } = this;
    if (!session || !opened) return;
    const { particles } = session;
    this.hasFailed = false;
    const configuration = await session.configuration();
    const stays = keeps !== "nothing";
    this.view.show(particles, configuration, { keeps, up: upAxis(session.scenario) });
    if (!stays) applyViewText(this.view, this.colors, view);
    this.colors.release();
    this.card.show(this.context, particles, stays);
    this.toolbar.showScenario(opened.name, session.scenario.description);
    this.showClock();
    this.plots.show(session.output, opened.name, stays);
    this.scenarioPanel.show(panelFields(session.scenario));
    this.lookPanel?.destroy();
    this.lookPanel = new GUI({ container: this.side, title: "View", autoPlace: false });
    this.side.prepend(this.lookPanel.domElement);
    const region = visibleRegion(particles.box, configuration, particles.kinds);
    buildLookPanel(this.lookPanel, this.view, particles, region, this.colors, () => {
      this.colors.hurry();
      this.onLook();
    });
    buildHandPanel(this.lookPanel, this.hand.settings, session.course.grip !== undefined);
    session.releaseReplaced();
    await this.followRange();
    this.onLook();
  }

  /** While something is built the last picture stands: the device has other work. */
  private setBusy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.root.classList.toggle("busy", isBusy);
  }

  /** Tells of an error of the device once, until something else is opened: it would come again with every frame. */
  private fail(error: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.notices.problem(error, { label: "Start again", run: () => void this.restart() });
  }

  /** What a link carries of the view. */
  get viewText(): ViewText {
    return viewText(this.view, this.colors);
  }

  private showClock(): void {
    const { course } = this.session as Session;
    this.toolbar.showClock(course.step, course.time, course.timeUnit);
  }

  private tellEnd(): void {
    const goOn = () => {
      this.session?.goOn();
      this.session?.playback.play();
    };
    this.notices.tell("The scenario has come to its end.", { label: "Go on", run: goOn });
  }

  /** Draws a picture for every frame of the screen. */
  private frame(): void {
    if (this.isClosed) return;
    requestAnimationFrame(() => this.frame());
    const { session } = this;
    if (!session || this.isBusy) return;
    this.view.draw();
    this.hand.draw();
    this.plots.draw();
    this.card.refresh();
    if (this.colors.isDue && !this.hasFailed) void this.followRange().catch((error) => this.fail(error));
    this.overlay.countFrame(() => ({
      adapter: this.context.adapter.description,
      particles: session.course.particleCount,
      memoryBytes: session.course.memoryBytes,
      drawTime: this.view.drawTime,
    }));
  }

  /** Colours follow what is shown; frames do not wait for it. */
  private async followRange(): Promise<void> {
    const { session, view } = this;
    if (!session) return;
    const { particles } = session;
    const field = findField(particles, view.look.colorBy);
    const range = await this.colors.next(particles, field, view.look.range);
    if (particles !== this.session?.particles) return;
    if (range && field.name === findField(particles, view.look.colorBy).name)
      view.setLook({ ...view.look, range });
    // Water has a colour of its own.
    this.colorBar.root.hidden = view.look.style === "fluid" && view.look.fluidTint !== "field";
    this.colorBar.show(field, view.look.colorMap, view.look.range, particles.kinds);
  }

  private async pick(x: number, y: number): Promise<void> {
    this.card.follow((await this.particleAt(x, y))?.id);
  }

  /** The first particle under the pointer. */
  async particleAt(x: number, y: number): Promise<PickedParticle | undefined> {
    const { session, view } = this;
    return session && pickParticle(view, x, y, await session.configuration(), session.particles.kinds);
  }

  /** Does something that may replace the course by one with other solids, which goes on as before. */
  async changeSolids(action: (session: Session) => Promise<void>): Promise<void> {
    const { session } = this;
    if (!session) return;
    const before = session.course;
    this.setBusy(true);
    try {
      await action(session);
      if (session.course !== before) await this.showSession("all");
    } catch (error) {
      this.notices.problem(error);
    } finally {
      this.setBusy(false);
    }
  }
}
