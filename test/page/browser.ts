import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Laboratory } from "../../src/app/laboratory.ts";
import { findBrowser } from "../../scripts/setup/browser.js";

const root = join(import.meta.dirname, "../../dist/page");
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".png": "image/png",
};

/** WebGPU in software, without a screen and without a network. */
const flags = [
  "--headless=new",
  "--no-sandbox",
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-vulkan=swiftshader",
  "--use-webgpu-adapter=swiftshader",
  "--use-angle=vulkan",
  "--ignore-gpu-blocklist",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The page in a real browser, with what its console has complained about. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Address of the page, without what stands after `#`. */
  readonly address: string;
}

/** Opens the built page for the tests of a file, from a server of its own as any web server would serve it. */
export function usePage(hash = "", viewport = { width: 960, height: 600 }): () => OpenedPage {
  let server: Server;
  let browser: Browser;
  let opened: OpenedPage | undefined;
  beforeAll(async () => {
    server = await serve();
    browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
    const address = `http://localhost:${(server.address() as AddressInfo).port}/`;
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
    await browser?.close();
    server?.close();
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

async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    readFile(join(root, path === "/" ? "index.html" : path)).then(
      (content) => {
        response.setHeader("content-type", types[extname(path) || ".html"] ?? "application/octet-stream");
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}
