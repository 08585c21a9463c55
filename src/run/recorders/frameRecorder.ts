import type { Frame } from "../../core/frame.ts";
import { encodeFrameNpz } from "../../formats/frameNpz.ts";
import { frameFileName } from "../frameFiles.ts";
import type { Schedule } from "../schedule.ts";
import type { Recorder, Write } from "./recorder.ts";

export interface FramePlan extends Schedule {
  /** Whether frames hold each particle's share of the potential energy. */
  readonly potentialEnergy?: boolean;
}

/** Writes whole configurations to `frames/step-000000100.npz`. */
export class FrameRecorder implements Recorder {
  readonly name = "frames";
  readonly source = "frame";
  readonly columns = {};
  readonly appendedFiles = [];

  constructor(readonly schedule: FramePlan) {}

  takeFrame(frame: Frame): Write {
    return (output) => output.writeFile(frameFileName(frame.step), encodeFrameNpz(frame));
  }
}
