/**
 * Corpuscle as a library in Node: all of the portable entry, Dawn's adapters and output to folders.
 *
 * ```ts
 * const context = await openDawn();
 * const output = await FileOutput.open("out");
 * const summary = await simulate(await readFile("scenario.json", "utf8"), { context, output });
 * await output.close();
 * context.destroy();
 * ```
 */
export * from "./index.ts";
export { adapterDescription, listAdapters, openDawn } from "./headless/dawn.ts";
export { FileOutput } from "./headless/fileOutput.ts";
