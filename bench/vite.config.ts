import { defineConfig } from "vite";

/** Builds the benchmarks that look at one pass or one choice; `npm run bench:positions`, `bench:dam-break` and `bench:drawing` run what comes out. */
export default defineConfig({
  build: {
    ssr: true,
    target: "es2022",
    outDir: "dist/bench",
    minify: false,
    rollupOptions: {
      input: {
        positionRepresentation: "bench/positionRepresentation.ts",
        damBreak: "bench/damBreak.ts",
        drawing: "bench/drawing.ts",
      },
    },
  },
});
