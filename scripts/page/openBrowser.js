import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "../setup/browser.js";

const folder = join(import.meta.dirname, "../../dist/page");

/** @type {Readonly<Record<string, string>>} */
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".png": "image/png" };

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

/**
 * Serves the built page as any web server would, and opens a browser that computes in software.
 *
 * @returns the browser, the address of the page, and what ends both
 */
export async function openBrowser() {
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0];
    readFile(join(folder, path === "/" ? "index.html" : path)).then(
      (content) => {
        response.setHeader("content-type", types[extname(path) || ".html"] ?? "application/octet-stream");
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath: findBrowser(), args: flags });
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, address: `http://localhost:${port}/`, close };
}
