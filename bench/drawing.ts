/**
 * Milliseconds to draw a picture of the Lennard-Jones melt beside milliseconds to compute a step of it, at 10,000, 100,000 and a million atoms, for
 * each drawing style, and for spheres with ambient occlusion: `npm run bench:drawing`. Pictures have 1280 × 720 pixels and do not come back to the host.
 */
import { readFileSync } from "node:fs";
import { median } from "../src/headless/bench/statistics.ts";
import { openDawn } from "../src/headless/dawn.ts";
import { createRenderer } from "../src/render/createRenderer.ts";
import { defaultLook } from "../src/render/defaultLook.ts";
import { fitCamera } from "../src/render/fitCamera.ts";
import { ParticleScene } from "../src/render/particleScene.ts";
import { Snapshot } from "../src/render/snapshot.ts";
import { buildScenario } from "../src/run/buildScenario.ts";
import { parseScenario } from "../src/run/scenario/parseScenario.ts";
import { setPath } from "../src/run/scenario/setPath.ts";

/** Cells along an edge; four atoms each. */
const edges = [14, 29, 63];
const [width, height] = [1280, 720];
const repetitions = 7;
const steps = 20;

const print = (line: string) => process.stdout.write(`${line}\n`);

const context = await openDawn();
const { device } = context;
const renderer = await createRenderer(device);
print(
  `${context.adapter.description}; ${new Date().toISOString().slice(0, 10)}; ${width} × ${height} pixels, medians of ${repetitions}`,
);
print("atoms       ms a step    ms a picture: spheres  occluded    points");

for (const edge of edges) {
  const document = [`setup.particles.0.cells=[${edge},${edge},${edge}]`, "record={}"].reduce(
    (result: unknown, setting) => setPath(result, setting),
    JSON.parse(readFileSync("scenarios/lennard-jones-melt.json", "utf8")),
  );
  const built = await buildScenario(parseScenario(document), () => Promise.reject(new Error("no files")));
  const course = await built.open(context);
  await course.prepare();
  await course.advance(steps);
  const begun = performance.now();
  await course.advance(steps);
  const stepTime = (performance.now() - begun) / steps;
  const particles = course.drawable;
  if (!particles) throw new Error("the melt is not on a device");
  const { box, count } = particles;
  const { camera } = fitCamera(box, width / height, { view: "corner", isOrthographic: false });
  const look = defaultLook(particles, (await course.frame()).particles);
  const pictureTime = async (style: "spheres" | "points", ambientOcclusion = false) => {
    const snapshot = new Snapshot(renderer, width, height);
    const scene = new ParticleScene(renderer, particles, box, {
      ...look,
      style,
      ambientOcclusion,
      range: [0, 4],
    });
    const times: number[] = [];
    for (let k = 0; k < repetitions + 2; k++) {
      const start = performance.now();
      snapshot.draw(() => scene.draw(camera));
      await context.settle(device.queue.onSubmittedWorkDone());
      // The first ones compile and warm up.
      if (k >= 2) times.push(performance.now() - start);
    }
    scene.dispose();
    snapshot.dispose();
    return median(times).toFixed(1);
  };
  const spheres = await pictureTime("spheres");
  const occluded = await pictureTime("spheres", true);
  const points = await pictureTime("points");
  print(
    `${String(count).padEnd(12)}${stepTime.toFixed(1).padEnd(13)}${spheres.padStart(21)}${occluded.padStart(10)}${points.padStart(10)}`,
  );
  course.destroy();
}
context.check();
process.exit(0);
