import type { Frame } from "../../core/frame.ts";
import { extendedXyzChunks } from "../../formats/extendedXyz.ts";
import { lammpsDumpChunks } from "../../formats/lammpsDump.ts";
import type { Schedule } from "../schedule.ts";
import type { Recorder, Write } from "./recorder.ts";

const formats = {
  extxyz: { file: "trajectory.xyz", chunks: extendedXyzChunks },
  lammps: { file: "trajectory.lammpstrj", chunks: lammpsDumpChunks },
} as const;

export interface TrajectoryPlan extends Schedule {
  readonly formats: readonly (keyof typeof formats)[];
}

/** Appends configurations to `trajectory.xyz` (extended XYZ) and `trajectory.lammpstrj` (LAMMPS dump). */
export class TrajectoryRecorder implements Recorder {
  readonly name = "trajectory";
  readonly source = "frame";
  readonly columns = {};
  readonly appendedFiles: readonly string[];

  constructor(readonly schedule: TrajectoryPlan) {
    this.appendedFiles = this.#formats.map(({ file }) => file);
  }

  takeFrame(frame: Frame): Write {
    return async (output) => {
      for (const { file, chunks } of this.#formats) await output.append(file, chunks(frame));
    };
  }

  get #formats() {
    return this.schedule.formats.map((format) => formats[format]);
  }
}
