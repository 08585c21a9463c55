import type { GpuContext } from "../../gpu/context.ts";
import { BatchLength } from "../../run/batchLength.ts";
import type { Course } from "../../run/course.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { TimeSchedule } from "../../run/recorders/fluid/timeSchedule.ts";
import type { Progress } from "../../run/simulationOptions.ts";
import { upAxis } from "../../run/upAxis.ts";
import { buildLocated, type LocatedScenario } from "../scenarioFile.ts";
import { Painter } from "./painter.ts";
import type { PictureFolder } from "./pictureFolder.ts";
import type { PictureOptions } from "./pictureOptions.ts";
import { pictureSchedule, type PictureTimes } from "./pictureSchedule.ts";

/** Where a run's pictures come from and go to. */
export interface RunPictures {
  readonly context: GpuContext;
  readonly options: PictureOptions;
  readonly times: PictureTimes;
  /** Opened once everything else is known to be right. */
  readonly openFolder: () => Promise<PictureFolder>;
  readonly onProgress: (progress: Progress) => void;
}

/** Runs a scenario on a device without recording it, and paints its state time and again. */
export async function paintRun(located: LocatedScenario, pictures: RunPictures): Promise<PictureFolder> {
  const { context, options, times } = pictures;
  const { scenario, every } = pictureSchedule(located.scenario, times);
  const built = await buildLocated({ ...located, scenario });
  const course = await built.open(context);
  let painter: Painter | undefined;
  try {
    await course.prepare();
    await course.begin();
    const particles = course.drawable as DrawableParticles;
    const { particles: first } = await course.frame();
    painter = await Painter.create(context, particles, first, options, upAxis(scenario));
    const folder = await pictures.openFolder();
    await paintCourse(course, painter, folder, every, pictures);
    return folder;
  } finally {
    painter?.dispose();
    course.destroy();
  }
}

async function paintCourse(
  course: Course,
  painter: Painter,
  folder: PictureFolder,
  every: number,
  { times, onProgress }: RunPictures,
): Promise<void> {
  const schedule = new TimeSchedule(every);
  const batchLength = new BatchLength();
  const started = performance.now();
  for (;;) {
    const isDue = times.lastOnly ? course.isComplete : schedule.isDue(course.progress.done);
    if (isDue) {
      schedule.take(course.progress.done);
      await paintState(course, painter, folder);
    }
    onProgress(progressOf(course, (performance.now() - started) / 1000));
    if (course.isComplete) return;
    const [step, start] = [course.step, performance.now()];
    await course.advance(batchLength.steps);
    batchLength.measured(course.step - step, (performance.now() - start) / 1000);
    // The schedule that ends batches goes on with what is recorded; nothing is written.
    await course.record();
  }
}

async function paintState(course: Course, painter: Painter, folder: PictureFolder): Promise<void> {
  const { particles, step, time } = await course.frame();
  await painter.include(particles);
  const picture = await painter.paint();
  await folder.add(picture, { step, time: { value: time, unit: course.timeUnit }, color: painter.color });
}

function progressOf(course: Course, wallSeconds: number): Progress {
  const { step, particleCount } = course;
  const particleStepsPerSecond = (particleCount * step) / wallSeconds;
  return { step, ...course.progress, particles: particleCount, wallSeconds, particleStepsPerSecond };
}
