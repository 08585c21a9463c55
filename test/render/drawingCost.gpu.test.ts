import { describe, expect, it } from "vitest";
import { createRenderer } from "../../src/render/createRenderer.ts";
import { type DrawingStyle, ParticleScene } from "../../src/render/particleScene.ts";
import { Snapshot } from "../../src/render/snapshot.ts";
import { useDevice } from "../support/device.ts";
import { box, drawnParticles, frontCamera, plainLook } from "./drawnParticles.ts";

const device = useDevice();

/** Notes the name of every GPU object made and every copy recorded while `isOn`. */
function watch(gpu: GPUDevice) {
  const log = { isOn: false, calls: [] as string[] };
  const note = (owner: object, name: string) => {
    const methods = owner as Record<string, (...values: unknown[]) => unknown>;
    const original = methods[name];
    methods[name] = (...values) => {
      if (log.isOn) log.calls.push(name);
      return original.apply(owner, values);
    };
  };
  const makers = Object.getOwnPropertyNames(Object.getPrototypeOf(gpu)).filter(
    (name) => /^(create|import)/.test(name) && name !== "createCommandEncoder",
  );
  for (const name of makers) note(gpu, name);
  const createEncoder = gpu.createCommandEncoder.bind(gpu);
  gpu.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor);
    for (const name of ["copyBufferToBuffer", "copyTextureToBuffer", "copyBufferToTexture"])
      note(encoder, name);
    return encoder;
  };
  return { log, makers };
}

describe("drawing", () => {
  it("makes no GPU object and copies nothing, frame after frame, in every style, with and without ambient occlusion", async () => {
    const gpu = device().device;
    const { log, makers } = watch(gpu);
    expect(makers).toContain("createBuffer");
    expect(makers).toContain("createBindGroup");
    const renderer = await createRenderer(gpu);
    const snapshot = new Snapshot(renderer, 64, 64);
    const camera = frontCamera();
    const styles: readonly (readonly [DrawingStyle, boolean])[] = [
      ["spheres", false],
      ["spheres", true],
      ["points", false],
      ["fluid", false],
    ];
    for (const [style, ambientOcclusion] of styles) {
      const dots = [{ at: [0, 0, 0], amount: 1 }] as const;
      const particles = drawnParticles(device(), dots, [{ name: "A", radius: 1, role: "fluid" }]);
      const look = { ...plainLook, style, ambientOcclusion, showOutline: true };
      const scene = new ParticleScene(renderer, particles, box, look);
      const draw = () => scene.draw(camera);
      log.isOn = true;
      await snapshot.take(draw);
      // The first frame makes what the others use: the watch works.
      expect(log.calls).toContain("createRenderPipeline");
      log.isOn = false;
      for (let frame = 0; frame < 2; frame++) await snapshot.take(draw);
      log.calls.length = 0;
      for (let frame = 0; frame < 20; frame++) {
        await snapshot.take(() => {
          log.isOn = true;
          draw();
          log.isOn = false;
        });
      }
      expect(log.calls).toEqual([]);
      scene.dispose();
    }
    snapshot.dispose();
    renderer.dispose();
    device().check();
  });
});
