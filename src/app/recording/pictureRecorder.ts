import { download } from "../dom.ts";
import type { PlaybackStops } from "../session/playback.ts";
import type { Session } from "../session/session.ts";
import { IntervalDialog } from "./intervalDialog.ts";
import { PictureSchedule } from "./pictureSchedule.ts";
import { PictureSequence, type TakenPicture } from "./pictureSequence.ts";

/** Records pictures at fixed intervals of what is simulated, which are saved when the recording ends. */
export class PictureRecorder {
  private readonly question = new IntervalDialog();
  private sequence?: PictureSequence;
  private name = "";

  /** @param onChange told how many pictures there are while they are recorded, then undefined */
  constructor(private readonly onChange: (count: number | undefined) => void) {}

  get dialog(): HTMLDialogElement {
    return this.question.dialog;
  }

  /** Where batches have to end meanwhile. */
  get stops(): PlaybackStops | undefined {
    return this.sequence;
  }

  /**
   * Asks for an interval, begins a recording with a picture of the present state where it is at a multiple, and plays; or ends the
   * recording that goes on.
   *
   * @param take draws what there is now
   */
  async toggle(session: Session, name: string, take: () => Promise<TakenPicture>): Promise<void> {
    if (this.sequence) return this.end();
    const { run } = session.scenario;
    const inSteps = !("duration" in run);
    const unit = inSteps ? "steps" : session.course.timeUnit;
    const total = inSteps ? (run.steps as number) : (run as { readonly duration: number }).duration;
    const every = await this.question.ask({ name: unit, inSteps, total });
    if (every === undefined) return;
    await session.playback.between(async () => {
      const schedule = new PictureSchedule(every, session.course.progress.done, inSteps);
      this.name = name;
      this.sequence = new PictureSequence(schedule, take, (count) => this.onChange(count));
      this.onChange(0);
      await this.sequence.reached(session.course);
    });
    session.playback.play();
  }

  /** Saves what has been recorded; does nothing where nothing is. */
  async end(): Promise<void> {
    const { sequence, name } = this;
    if (!sequence) return;
    this.sequence = undefined;
    this.onChange(undefined);
    download(`${name}-pictures.zip`, await sequence.finish());
  }
}
