import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

/** npm makes a command executable when it links it, and not again after the next build: `npx corpuscle` was refused then. */
const executable: Plugin = {
  name: "executable",
  writeBundle: ({ dir = "dist" }) => chmod(join(dir, "corpuscle.js"), 0o755),
};

/** Builds the command line and the two library entries (browser and Node) from one source tree. */
export default defineConfig({
  plugins: [executable],
  build: {
    ssr: true,
    target: "es2022",
    outDir: "dist",
    minify: false,
    rollupOptions: {
      input: {
        corpuscle: "src/headless/main.ts",
        index: "src/index.ts",
        node: "src/node.ts",
      },
    },
  },
});
