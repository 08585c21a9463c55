import { stat } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../../core/failure.ts";
import type { CommandContext } from "../command.ts";
import type { RenderCommandOptions } from "../render/renderCommand.ts";
import { adapterOption, jsonOption, quietOption, setOption } from "../sharedOptions.ts";

/** `corpuscle render`: pictures of a run, or of a scenario as it runs. */
export function addRender(program: Command, context: CommandContext): void {
  program
    .command("render")
    .description("paint pictures (PNG) of a recorded run, or of a scenario while it runs")
    .argument("<DIR|SCENARIO.json>", "a run's folder with recorded frames, or a scenario to run")
    .option("--out <DIR>", "where pictures go", "frames")
    .addOption(
      new Option(
        "--every <TIME|STEPS>",
        "simulated time (fluids) or steps (molecular dynamics) from picture to picture (default: 1/50 of the run; of a folder all frames)",
      ).argParser(positive),
    )
    .option("--last", "only the last state")
    .option("--size <WxH>", "in pixels", "1280x720")
    .option(
      "--color-by <FIELD>",
      "speed, density, pressure, potential energy, displacement, type, id, … (default: speed)",
    )
    .option("--color-map <NAME>", "viridis (default), cividis, inferno, red-blue, turbo")
    .option("--range <LEAST,LARGEST>", "what the ends of the colour map stand for (default: what there is)")
    .option(
      "--style <NAME>",
      "spheres, points or fluid (a smooth body of water; with --color-by, of that colour)",
    )
    .option("--camera <VIEW>", "corner, +x, -x, +y, -y, +z, -z (default: corner, in two dimensions +z)")
    .option("--orthographic", "without perspective")
    .addOption(
      new Option("--hide <NAME>", "leave a material or type out; repeatable").argParser(
        (name: string, before: readonly string[] = []) => [...before, name],
      ),
    )
    .option("--region <CORNERS>", "what is to be seen, e.g. 0,0,4,2 (default: all there is)")
    .option("--slice <AXIS=PLACE>", "cut away what lies beyond, e.g. x=0.3")
    .option("--radius-scale <NUMBER>", "radii of spheres are multiplied by it")
    .option("--ambient-occlusion", "crevices and cavities between spheres are darker (three dimensions)")
    .option("--background <#rrggbb>", "colour behind")
    .option("--no-outline", "leave out the lines around it all")
    .option("--colors <N>", "at most so many colours a picture, up to 256: a third of the bytes or less")
    .option("--video", "also video.mp4, where ffmpeg is on the PATH")
    .addOption(setOption())
    .addOption(adapterOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async (path: string, options: RenderCommandOptions) => {
      if (options.device === "cpu") {
        const message = "pictures are drawn on a WebGPU adapter; leave --device out for the best one";
        throw new InputError([{ path: "--device cpu", message }]);
      }
      const isFolder = await stat(path).then(
        (found) => found.isDirectory(),
        () => false,
      );
      // three takes its time to load: other commands do without.
      const { renderCommand } = await import("../render/renderCommand.ts");
      await renderCommand({ path, isFolder }, options, context);
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number > 0 && number < Infinity) return number;
  throw new InvalidArgumentError("It must be a number above 0.");
}
