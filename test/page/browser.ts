import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Laboratory } from "../../src/app/laboratory.ts";
import { openBrowser } from "../../scripts/page/openBrowser.js";

/** The page in a real browser, with what its console has complained about. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Address of the page, without what stands after `#`. */
  readonly address: string;
}

/** Opens the built page for the tests of a file, from a server of its own as any web server would serve it. */
export function usePage(hash = "", viewport = { width: 960, height: 600 }): () => OpenedPage {
  let close: (() => Promise<void>) | undefined;
  let opened: OpenedPage | undefined;
  beforeAll(async () => {
    const { browser, address, close: closeBrowser } = await openBrowser();
    close = closeBrowser;
    const context = await browser.newContext({
      viewport,
      acceptDownloads: true,
    });
    opened = { page: await context.newPage(), complaints: [], address };
    listen(opened);
    await opened.page.goto(address + hash);
    await standing(opened.page);
  }, 120_000);
  afterAll(async () => {
    await close?.();
  });
  return () => {
    if (!opened) throw new Error("the page is open only while tests run");
    return opened;
  };
}

function listen({ page, complaints }: OpenedPage): void {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
}

/** Resolves when a scenario stands. */
export async function standing(page: Page, name?: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const { page: shown } = (globalThis as unknown as Handle).corpuscle ?? {};
      return shown?.session && !document.querySelector(".busy") && (!wanted || shown.opened?.name === wanted);
    },
    name,
    { timeout: 110_000, polling: 200 },
  );
}

/** What the page leaves for the console, as far as tests use it. */
export interface Handle {
  readonly corpuscle: {
    readonly page: Laboratory["page"];
    openNamed: Laboratory["openNamed"];
    keepState: Laboratory["keepState"];
  };
}
