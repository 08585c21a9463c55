/** A scenario that comes with the page. */
export interface GalleryScenario {
  /** Of its file, without the ending; links carry it. */
  readonly name: string;
  readonly document: unknown;
  readonly description: string;
  /** Family of solvers, for the headings of the gallery. */
  readonly family: string;
  /** Address of a picture; left out where there is none. */
  readonly thumbnail?: string;
}

const documents = import.meta.glob<string>(["../../../scenarios/*.json", "!**/schema.json"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const thumbnails = import.meta.glob<string>("./thumbnails/*.png", {
  query: "?url",
  import: "default",
  eager: true,
});

/** Every scenario of the project, from the very files that the command line runs, sorted by name. */
export const scenarioCollection: readonly GalleryScenario[] = Object.entries(documents)
  .map(([path, text]) => {
    const name = baseName(path);
    const document = JSON.parse(text);
    return {
      name,
      document,
      description: document.description ?? "",
      family: document.solver.kind,
      thumbnail: thumbnails[`./thumbnails/${name}.png`],
    };
  })
  .sort((a, b) => a.name.localeCompare(b.name));

/** What is shown where the address names nothing. */
export const firstScenario = "dam-break-2d";

function baseName(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.json$/, "");
}
