/**
 * Takes the README's picture of the page: the dam break, coarser than its scenario, once its front has run along the floor.
 * `npm run build` makes the page that it opens.
 *
 * @import { Laboratory } from "../src/app/laboratory.ts"
 */
import { openBrowser } from "./page/openBrowser.js";

const file = process.argv[2] ?? "docs/page.png";
const hash = "#dam-break-2d?setup.spacing=0.05&view.colour=speed&view.map=turbo";
/** Simulated time at which the picture is taken [s]. */
const pictureTime = 0.55;
const patience = 1_200_000;

const { browser, address, close } = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme: "dark" });
await page.goto(address + hash);
const laboratory = () =>
  /** @type {{ corpuscle: Laboratory }} */ (/** @type {unknown} */ (globalThis)).corpuscle;
await page.waitForFunction(() => "corpuscle" in globalThis, undefined, { timeout: patience });
await page.waitForFunction(`(${laboratory})().page.session`, undefined, { timeout: patience });
await page.click("[data-action=play]");
await page.waitForFunction(`(${laboratory})().page.session.course.time >= ${pictureTime}`, undefined, {
  timeout: patience,
  polling: 500,
});
await page.click("[data-action=play]");
// Plots and colours follow within a few frames.
await page.waitForTimeout(3000);
await page.screenshot({ path: file });
await close();
console.log(file);
