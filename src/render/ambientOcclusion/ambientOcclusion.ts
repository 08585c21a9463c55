import { screenCoordinate, texture, uniform, wgslFn } from "three/tsl";
import {
  type Camera,
  Color,
  type InstancedBufferGeometry,
  Mesh,
  type Node,
  type NodeMaterial,
  QuadMesh,
  Scene,
  type WebGPURenderer,
} from "three/webgpu";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import type { ParticleNodes } from "../particleNodes.ts";
import type { Look } from "../particleScene.ts";
import { CameraNodes } from "../viewGeometry.ts";
import { normalMaterial } from "./normalMaterial.ts";
import { OcclusionTargets } from "./occlusionTargets.ts";
import { Rays } from "./rays.ts";
import { softening } from "./softening.ts";

/** How far off spheres keep light from one another, in radii of the largest: to the second neighbours in a dense packing. */
const reach = 4;
/** What is so much nearer or farther is of another sphere, in the same radii. */
const sameSphere = 0.5;

/** How much of the light from everywhere reaches each pixel of spheres, drawn before the picture itself; lines have no part in it. */
export class AmbientOcclusion {
  /** Share of the light that reaches what a pixel of the picture shows. */
  readonly visibility: Node<"float">;
  private readonly targets = new OcclusionTargets();
  private readonly camera = new CameraNodes();
  private readonly range = uniform(1);
  private readonly scene = new Scene();
  private readonly surface: NodeMaterial;
  private readonly columns: QuadMesh;
  /** One for cameras with perspective, one for those without, each made when there is one. */
  private readonly kinds = new Map<boolean, { readonly rays: Rays; readonly rows: QuadMesh }>();
  private radius = 1;

  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly particles: DrawableParticles,
    nodes: ParticleNodes,
    geometry: InstancedBufferGeometry,
  ) {
    this.surface = normalMaterial(nodes);
    const mesh = new Mesh(geometry, this.surface);
    mesh.frustumCulled = false;
    this.scene.add(mesh);
    const { between, soft } = this.targets;
    this.columns = this.softened(texture(between.texture), "columns");
    const inputs = { shares: texture(soft.texture), at: screenCoordinate };
    this.visibility = visibilityAt(inputs as never);
  }

  /** Takes up what of a look needs no other shaders. */
  setLook({ radiusScale, hidden }: Look): void {
    const shown = this.particles.kinds.filter(
      ({ name, role }) => role !== "waiting" && !hidden.includes(name),
    );
    this.radius = radiusScale * Math.max(...shown.map(({ radius }) => radius), 0);
    this.range.value = sameSphere * this.radius;
  }

  /** Finds the visibilities for the picture that is to be drawn next. */
  draw(camera: Camera): void {
    const { renderer, targets } = this;
    const output = renderer.getRenderTarget();
    const [clearColor, clearAlpha] = [renderer.getClearColor(new Color()).getHex(), renderer.getClearAlpha()];
    targets.fit(renderer);
    renderer.setClearColor(0, 0);
    renderer.setRenderTarget(targets.surface);
    renderer.render(this.scene, camera);
    this.camera.follow(camera);
    const { rays, rows } = this.kindOf(camera);
    rays.follow(camera);
    rays.reach = reach * this.radius;
    renderer.setRenderTarget(targets.between);
    rows.render(renderer);
    renderer.setRenderTarget(targets.soft);
    this.columns.render(renderer);
    renderer.setClearColor(clearColor, clearAlpha);
    renderer.setRenderTarget(output);
  }

  /** Idempotent. */
  dispose(): void {
    this.targets.dispose();
    this.surface.dispose();
    (this.columns.material as NodeMaterial).dispose();
    for (const { rays, rows } of this.kinds.values()) {
      rays.node.dispose();
      (rows.material as NodeMaterial).dispose();
    }
  }

  private kindOf(camera: Camera) {
    const isPerspective = "isPerspectiveCamera" in camera;
    const known = this.kinds.get(isPerspective);
    if (known) return known;
    const rays = new Rays(this.targets, isPerspective);
    const made = { rays, rows: this.softened(rays.node.getTextureNode(), "rows") };
    this.kinds.set(isPerspective, made);
    return made;
  }

  private softened(visibility: Node, axis: "rows" | "columns"): QuadMesh {
    const surface = { depths: this.targets.depths, range: this.range as unknown as Node<"float"> };
    return new QuadMesh(softening(visibility, axis, surface, this.camera));
  }
}

const visibilityAt = wgslFn(`
fn visibilityAt(shares: texture_2d<f32>, at: vec2f) -> f32 {
  return textureLoad(shares, vec2i(at), 0).x;
}`) as unknown as (inputs: never) => Node<"float">;
