import { strToU8, Zip, ZipPassThrough } from "fflate";
import type { Course } from "../../run/course.ts";
import type { PlaybackStops } from "../session/playback.ts";
import type { PictureSchedule } from "./pictureSchedule.ts";

/** A picture, and what its colours stand for. */
export interface TakenPicture {
  readonly png: Uint8Array;
  readonly color: Readonly<Record<string, unknown>>;
}

/** Pictures of a course at fixed intervals, in a zip archive that grows with them: PNG is packed already, so it is only stored. */
export class PictureSequence implements PlaybackStops {
  readonly #pieces: Uint8Array[] = [];
  readonly #zip: Zip;
  readonly #frames: object[] = [];
  #failure?: Error;
  #pending: Promise<void> = Promise.resolve();

  /**
   * @param take draws what there is now
   * @param onPicture told how many there are
   */
  constructor(
    private readonly schedule: PictureSchedule,
    private readonly take: () => Promise<TakenPicture>,
    private readonly onPicture: (count: number) => void,
  ) {
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failure = error;
      else this.#pieces.push(piece);
    });
  }

  get nextStop(): number {
    return this.schedule.nextStop;
  }

  /** Takes a picture, where one is due. */
  reached(course: Course): Promise<void> {
    const { progress, step, time, timeUnit } = course;
    if (!this.schedule.isDue(progress.done)) return Promise.resolve();
    this.schedule.take(progress.done);
    this.#pending = this.take().then(({ png, color }) => {
      const file = `frame-${String(this.#frames.length).padStart(5, "0")}.png`;
      this.#add(file, png);
      this.#frames.push({ file, step, time: { value: time, unit: timeUnit }, color });
      this.onPicture(this.#frames.length);
    });
    return this.#pending;
  }

  /**
   * The archive, with `frames.json` that says of each picture its step and its time. Nothing comes behind it.
   *
   * @throws Error where the archive could not be made
   */
  async finish(): Promise<Blob> {
    await this.#pending.catch(() => undefined);
    this.#add("frames.json", strToU8(JSON.stringify({ frames: this.#frames }, null, 2) + "\n"));
    this.#zip.end();
    if (this.#failure) throw this.#failure;
    return new Blob(this.#pieces as BlobPart[], { type: "application/zip" });
  }

  #add(name: string, content: Uint8Array): void {
    const entry = new ZipPassThrough(name);
    this.#zip.add(entry);
    entry.push(content, true);
  }
}
