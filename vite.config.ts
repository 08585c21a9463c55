import { defineConfig } from "vite";

/** Builds the command line and the two library entries (browser and Node) from one source tree. */
export default defineConfig({
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
