import { encode } from "fast-png";
import type { Picture } from "../../render/snapshot.ts";
import { FileOutput } from "../fileOutput.ts";
import { indexedColors } from "./indexedColors.ts";

export const pictureList = "frames.json";
const program = "corpuscle render";
const compression = { zlib: { level: 9 } } as const;

/** What `frames.json` says about a picture. */
export interface PictureEntry {
  readonly file: string;
  readonly step: number;
  readonly time: { readonly value: number; readonly unit: string };
  /** What is shown as colour; without a range where colours are labels. */
  readonly color: {
    readonly field: string;
    readonly map?: string;
    readonly range?: readonly [number, number];
    readonly unit: string;
  };
}

/** A folder with pictures `frame-00000.png`, … and the list `frames.json` of what they show. */
export class PictureFolder {
  readonly #entries: PictureEntry[] = [];

  private constructor(
    private readonly output: FileOutput,
    private readonly colors: number | undefined,
  ) {}

  /**
   * Opens a folder; pictures of an earlier rendering are removed, other files stay.
   *
   * @param options.colors most colours of a picture, at most 256, where it is to be a small file
   */
  static async open(path: string, { colors }: { readonly colors?: number } = {}): Promise<PictureFolder> {
    const output = await FileOutput.open(path);
    for (const file of await earlierPictures(output)) await output.remove(file);
    return new PictureFolder(output, colors);
  }

  get path(): string {
    return this.output.description;
  }

  get count(): number {
    return this.#entries.length;
  }

  /** Adds a picture with 3 bytes a pixel. */
  async add(picture: Picture, entry: Omit<PictureEntry, "file">): Promise<void> {
    const { width, height } = picture;
    const file = `frame-${String(this.count).padStart(5, "0")}.png`;
    const png = this.colors
      ? encodeIndexed(picture, this.colors)
      : encode({ ...picture, channels: 3 }, compression);
    await this.output.writeFile(file, png);
    this.#entries.push({ file, ...entry });
    // After every one, so that the list is true of a rendering that was stopped.
    const document = { program, width, height, frames: this.#entries };
    await this.output.writeFile(pictureList, JSON.stringify(document, undefined, 2) + "\n");
  }

  close(): Promise<void> {
    return this.output.close();
  }
}

function encodeIndexed(picture: Picture, colors: number): Uint8Array {
  const { palette, ...indices } = indexedColors(picture, colors);
  return encode({ ...indices, palette: palette.map((color) => [...color]), channels: 1 }, compression);
}

/** Only where their list shows that they are ours. */
async function earlierPictures(output: FileOutput): Promise<string[]> {
  const list = await output.read(pictureList);
  if (!list) return [];
  try {
    if (JSON.parse(new TextDecoder().decode(list))?.program !== program) return [];
  } catch {
    return [];
  }
  return (await output.list("")).filter((name) => /^frame-\d{5,}\.png$/.test(name));
}
