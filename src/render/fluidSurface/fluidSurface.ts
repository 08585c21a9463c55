import { uniform } from "three/tsl";
import {
  type Camera,
  Color,
  type InstancedBufferGeometry,
  Mesh,
  type Node,
  type NodeMaterial,
  QuadMesh,
  type RenderTarget,
  Scene,
  type WebGPURenderer,
} from "three/webgpu";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import type { ParticleNodes } from "../particleNodes.ts";
import type { Look } from "../particleScene.ts";
import type { Region } from "../visibleRegion.ts";
import { composition } from "./composition.ts";
import { FluidTargets } from "./fluidTargets.ts";
import { aheadMaterial, thicknessMaterial } from "./impostorMaterials.ts";
import { narrowRangeFilter } from "./narrowRangeFilter.ts";
import { CameraNodes } from "../viewGeometry.ts";

/** Spheres of the surface reach beyond those of the particles, so that neighbours overlap and leave no holes. */
export const surfaceScale = 1.3;
/** Those that thicknesses are added up from are larger again, so that the grain of the particles does not show. */
const thicknessScale = 1.9;
/**
 * How far each pass of the filter reaches, along rows and columns, in radii of spheres as drawn: the first smooths, with gaps between the
 * pixels that it reads; the others smooth what the gaps leave.
 */
const widths = [3.5, 1.2, 0.35];
/** Absorption over the largest edge of what is to be seen. */
const absorptionAcross = 11;

/** The fluid kinds of a set of particles drawn as one smooth body, in screen space; everything else is drawn behind it or before it. */
export class FluidSurface {
  private readonly targets = new FluidTargets();
  private readonly camera = new CameraNodes();
  /** Of the largest sphere of fluid as drawn [length]. */
  private readonly radius = uniform(1);
  /** From chords to thicknesses in radii of particles. */
  private readonly chordScale = uniform(1);
  private readonly nearest: Layer;
  private readonly thickness: Layer;
  private readonly passes: readonly { readonly quad: QuadMesh; readonly target: RenderTarget }[];
  private readonly composition: ReturnType<typeof composition>;
  private readonly composer: QuadMesh;

  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly particles: DrawableParticles,
    nodes: ParticleNodes,
    geometry: InstancedBufferGeometry,
    private readonly region: Region,
  ) {
    const { targets, camera } = this;
    const { place, color } = nodes;
    const spheres = (scale: number) => {
      return { place, color, radius: nodes.fluidRadius.mul(scale) as Node<"float"> };
    };
    this.nearest = layer(geometry, aheadMaterial(spheres(surfaceScale)));
    const chordScale = this.chordScale as unknown as Node<"float">;
    const thick = spheres(surfaceScale * thicknessScale);
    this.thickness = layer(geometry, thicknessMaterial(thick, chordScale, targets.behindDepth, camera));
    const radius = this.radius as unknown as Node<"float">;
    const filter = (from: RenderTarget, axis: "rows" | "columns", target: RenderTarget, width: number) => ({
      quad: new QuadMesh(narrowRangeFilter(from.texture, axis, { radius, width }, camera)),
      target,
    });
    const { nearest, between, smooth } = targets;
    this.passes = widths.flatMap((width, k) => [
      filter(k === 0 ? nearest : smooth, "rows", between, width),
      filter(between, "columns", smooth, width),
    ]);
    this.composition = composition(targets, camera);
    this.composer = new QuadMesh(this.composition.material);
  }

  /** Takes up what of a look needs no other shaders. */
  setLook({ radiusScale, fluidTint }: Look): void {
    const fluids = this.particles.kinds.filter(({ role }) => role === "fluid");
    const particleRadius = Math.max(...fluids.map(({ radius }) => radius));
    const scale = radiusScale * surfaceScale;
    this.radius.value = particleRadius * scale;
    // A particle stands for a cube as wide as itself, of which a sphere takes π/6.
    this.chordScale.value = 6 / Math.PI / (scale * thicknessScale) ** 3 / particleRadius;
    const across = Math.max(...this.region.lengths.slice(0, this.region.dimensions), particleRadius);
    this.composition.absorption.value = (absorptionAcross * particleRadius) / across;
    this.composition.hasFieldTint.value = fluidTint === "field" ? 1 : 0;
  }

  /** Draws a scene of everything else with the fluid in it, to the canvas or to the renderer's target. */
  draw(scene: Scene, camera: Camera): void {
    const { renderer, targets, passes } = this;
    const output = renderer.getRenderTarget();
    const [clearColor, clearAlpha] = [renderer.getClearColor(new Color()).getHex(), renderer.getClearAlpha()];
    targets.fit(renderer);
    renderer.setRenderTarget(targets.behind);
    renderer.render(scene, camera);
    this.camera.follow(camera);
    renderer.setClearColor(0, 0);
    renderer.setRenderTarget(targets.nearest);
    renderer.render(this.nearest.scene, camera);
    renderer.setRenderTarget(targets.thickness);
    renderer.render(this.thickness.scene, camera);
    for (const { quad, target } of passes) {
      renderer.setRenderTarget(target);
      quad.render(renderer);
    }
    renderer.setClearColor(clearColor, clearAlpha);
    renderer.setRenderTarget(output);
    this.composer.render(renderer);
  }

  /** Idempotent. */
  dispose(): void {
    this.targets.dispose();
    this.nearest.material.dispose();
    this.thickness.material.dispose();
    for (const { quad } of this.passes) (quad.material as NodeMaterial).dispose();
    this.composition.material.dispose();
  }
}

interface Layer {
  readonly scene: Scene;
  readonly material: NodeMaterial;
}

/** A scene of quads alone. */
function layer(geometry: InstancedBufferGeometry, material: NodeMaterial): Layer {
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  const scene = new Scene();
  scene.add(mesh);
  return { scene, material };
}
