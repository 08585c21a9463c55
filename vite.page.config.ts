import { defineConfig } from "vite";

/** Builds the page into a folder that any web server can serve, and serves it while it is worked on. */
export default defineConfig({
  base: "./",
  server: { port: 5173, strictPort: false },
  build: {
    target: "es2022",
    outDir: "dist/page",
    emptyOutDir: true,
    // Three alone is 1 MB: the report of sizes says what there is.
    chunkSizeWarningLimit: 2500,
  },
  worker: { format: "es" },
});
