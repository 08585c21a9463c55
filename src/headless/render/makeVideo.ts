import { spawn } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";

export const videoFile = "video.mp4";

/**
 * Makes `video.mp4` of a folder's pictures with `ffmpeg`.
 *
 * @returns why there is none; undefined where there is one
 */
export async function makeVideo(folder: string, framesPerSecond: number): Promise<string | undefined> {
  const partial = `${videoFile}.partial`;
  const argumentList = [
    ...["-y", "-loglevel", "error", "-framerate", `${framesPerSecond}`, "-i", "frame-%05d.png"],
    // Players want even edges and 4:2:0.
    ...["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"],
    ...["-movflags", "+faststart", "-f", "mp4", partial],
  ];
  const trouble = await endOf("ffmpeg", argumentList, folder);
  if (trouble === undefined) await rename(join(folder, partial), join(folder, videoFile));
  else await rm(join(folder, partial), { force: true });
  return trouble;
}

function endOf(program: string, argumentList: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, argumentList, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    let printed = "";
    child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    child.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "ENOENT" ? `there is no ${program} on the PATH` : error.message),
    );
    child.on("close", (code) =>
      resolve(code === 0 ? undefined : `${program} ended with ${code}: ${printed.trim()}`),
    );
  });
}
