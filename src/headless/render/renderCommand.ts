import { join } from "node:path";
import { InputError } from "../../core/failure.ts";
import type { CommandContext } from "../command.ts";
import { openDawn } from "../dawn.ts";
import { FileOutput } from "../fileOutput.ts";
import { createProgress } from "../progress.ts";
import type { Progress } from "../../run/simulationOptions.ts";
import { readScenario } from "../scenarioFile.ts";
import { printJson, printLine, type TerminalStream } from "../terminal.ts";
import { makeVideo, videoFile } from "./makeVideo.ts";
import { paintRecording } from "./paintRecording.ts";
import { paintRun } from "./paintRun.ts";
import { PictureFolder, pictureList } from "./pictureFolder.ts";
import { readPictureOptions, type TypedPictureOptions } from "./pictureOptions.ts";

/** Options of `render`, as they were typed. */
export interface RenderCommandOptions extends TypedPictureOptions {
  readonly out: string;
  readonly every?: number;
  readonly last?: boolean;
  readonly video?: boolean;
  readonly set?: readonly string[];
  readonly device?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What pictures are of: a run's folder, or a scenario's file. */
export interface RenderSource {
  readonly path: string;
  readonly isFolder: boolean;
}

const framesPerSecond = 25;
/** Milliseconds between two lines about a recording. */
const lineInterval = 2000;

/** Does what `corpuscle render` asks for, and prints what came of it. */
export async function renderCommand(
  source: RenderSource,
  typed: RenderCommandOptions,
  { terminal }: CommandContext,
): Promise<void> {
  const options = readPictureOptions(typed);
  const located = source.isFolder ? undefined : await readScenario(source.path, typed);
  if (source.isFolder && typed.set) {
    const message = "changes a scenario before it runs, and this run is over: give a scenario instead";
    throw new InputError([{ path: "--set", message }]);
  }
  const context = await openDawn(typed.device);
  try {
    const common = {
      context,
      options,
      times: { every: typed.every, lastOnly: typed.last ?? false },
      openFolder: () => PictureFolder.open(typed.out, { colors: options.colors }),
    };
    const showsProgress = !typed.json && !typed.quiet;
    let folder: PictureFolder;
    if (located) {
      const progress = showsProgress ? createProgress(terminal.stderr) : undefined;
      const onProgress = (state: Progress) => progress?.update(state);
      folder = await paintRun(located, { ...common, onProgress }).finally(() => progress?.stop());
    } else {
      const onPicture = showsProgress ? countedLines(terminal.stderr) : () => {};
      folder = await paintRecording(await FileOutput.open(source.path), { ...common, onPicture });
    }
    await folder.close();
    const noVideo = typed.video ? await makeVideo(folder.path, framesPerSecond) : undefined;
    if (noVideo) printLine(terminal.stderr, `Notice: no ${videoFile}: ${noVideo}.`);
    const video = typed.video && !noVideo ? join(folder.path, videoFile) : undefined;
    const list = join(folder.path, pictureList);
    if (typed.json) printJson(terminal, { status: "done", pictures: folder.count, list, video });
    else if (!typed.quiet) {
      printLine(terminal.stdout, `${folder.count} pictures in ${folder.path}, described in ${list}`);
      if (video) printLine(terminal.stdout, `Video: ${video}`);
    }
  } finally {
    context.destroy();
  }
}

/** A plain line now and then: reading and drawing have no rate that would say more. */
function countedLines(stream: TerminalStream): (done: number, total: number) => void {
  let last = performance.now();
  return (done, total) => {
    if (performance.now() - last < lineInterval) return;
    last = performance.now();
    printLine(stream, `picture ${done} of ${total}`);
  };
}
