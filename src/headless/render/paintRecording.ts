import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import type { Output } from "../../run/output.ts";
import { TimeSchedule } from "../../run/recorders/fluid/timeSchedule.ts";
import { readRunDocument } from "../../run/runDocument.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import { upAxis } from "../../run/upAxis.ts";
import { buildLocated } from "../scenarioFile.ts";
import { Painter } from "./painter.ts";
import type { PictureFolder } from "./pictureFolder.ts";
import type { PictureOptions } from "./pictureOptions.ts";
import type { PictureTimes } from "./pictureSchedule.ts";
import { type FrameFile, listFrames, readFrame } from "./recordedFrame.ts";
import { RecordedParticles } from "./recordedParticles.ts";

/** Where a recording's pictures come from and go to. */
export interface RecordingPictures {
  readonly context: GpuContext;
  readonly options: PictureOptions;
  readonly times: PictureTimes;
  /** Opened once everything else is known to be right. */
  readonly openFolder: () => Promise<PictureFolder>;
  readonly onPicture: (done: number, total: number) => void;
}

/** Paints the recorded configurations of a run, all with the same colours and from the same place. */
export async function paintRecording(run: Output, pictures: RecordingPictures): Promise<PictureFolder> {
  const { context, options, times, openFolder, onPicture } = pictures;
  const document = await readRunDocument(run);
  const scenario = parseScenario(document.scenario);
  const inSteps = !("duration" in scenario.run);
  const files = await selectFrames(run, await listFrames(run), times, inSteps);
  const first = await readFrame(run, files[0]);
  const engine = await engineParticles(context, run, scenario);
  const recorded = new RecordedParticles(context, engine, first);
  let painter: Painter | undefined;
  try {
    painter = await Painter.create(context, recorded.drawable, first.particles, options, upAxis(scenario));
    for (const file of files) {
      const frame = await readFrame(run, file);
      recorded.show(frame, painter.field);
      await painter.include(frame.particles);
    }
    const folder = await openFolder();
    for (const file of files) {
      const frame = await readFrame(run, file);
      recorded.show(frame, painter.field);
      const time = { value: frame.time, unit: document.time.unit };
      await folder.add(await painter.paint(), { step: frame.step, time, color: painter.color });
      onPicture(folder.count, files.length);
    }
    return folder;
  } finally {
    painter?.dispose();
    recorded.destroy();
  }
}

/** All frames, the last one, or of each interval the first. */
async function selectFrames(
  run: Output,
  files: readonly FrameFile[],
  { every, lastOnly }: PictureTimes,
  inSteps: boolean,
): Promise<readonly FrameFile[]> {
  if (lastOnly) return files.slice(-1);
  if (every === undefined) return files;
  const schedule = new TimeSchedule(every);
  const selected: FrameFile[] = [];
  for (const file of files) {
    const done = inSteps ? file.step : (await readFrame(run, file)).time;
    if (!schedule.isDue(done)) continue;
    schedule.take(done);
    selected.push(file);
  }
  return selected;
}

/** What an engine of the scenario says of its particles; it is gone afterwards, and its buffers with it. */
async function engineParticles(
  context: GpuContext,
  run: Output,
  scenario: ReturnType<typeof parseScenario>,
): Promise<DrawableParticles> {
  const built = await buildLocated({ scenario, folder: run.description });
  const course = await built.open(context);
  course.destroy();
  return course.drawable as DrawableParticles;
}
