import {
  type Camera,
  Color,
  InstancedBufferGeometry,
  LinearSRGBColorSpace,
  Mesh,
  type NodeMaterial,
  PlaneGeometry,
  Scene,
  type Vector2,
  type WebGPURenderer,
} from "three/webgpu";
import type { DrawableField, DrawableParticles } from "../gpu/drawable.ts";
import type { ColorMapName } from "./colorMaps.ts";
import { AmbientOcclusion } from "./ambientOcclusion/ambientOcclusion.ts";
import { FluidSurface } from "./fluidSurface/fluidSurface.ts";
import { pointMaterial, sphereMaterial } from "./particleMaterials.ts";
import { noParticle, ParticleNodes } from "./particleNodes.ts";
import { regionOutline } from "./regionOutline.ts";
import type { Region } from "./visibleRegion.ts";

/** `fluid`: fluids as one smooth body, everything else as spheres. */
export type DrawingStyle = "spheres" | "points" | "fluid";

/** How particles look. */
export interface Look {
  readonly style: DrawingStyle;
  /** Name of a field of the particles. */
  readonly colorBy: string;
  readonly colorMap: ColorMapName;
  /** What the ends of the colour map stand for, in the field's unit. */
  readonly range: readonly [number, number];
  /** Radii are multiplied by it. */
  readonly radiusScale: number;
  /** Of points, in pixels. */
  readonly pointSize: number;
  /** Names of kinds that are left out. */
  readonly hidden: readonly string[];
  /** Cuts away what lies beyond `at` along an axis [length]. */
  readonly slice?: { readonly axis: 0 | 1 | 2; readonly at: number };
  /** Id of a particle that is marked. */
  readonly selected?: number;
  readonly background: string;
  readonly showOutline: boolean;
  /** What colour a fluid has that is drawn as such: that of water, also where this is left out, or the field's. */
  readonly fluidTint?: "water" | "field";
  /** Whether spheres in three dimensions keep light from one another, as crevices and cavities get less of it; not where left out. */
  readonly ambientOcclusion?: boolean;
}

/** What of a look asks for other shaders. */
const shaderKeys = ["style", "colorBy", "colorMap", "pointSize", "ambientOcclusion"] as const;

/** Particles of an engine as a scene of three, drawn from the engine's buffers where they lie. */
export class ParticleScene {
  readonly scene = new Scene();
  private readonly mesh: Mesh<InstancedBufferGeometry, NodeMaterial>;
  private nodes!: ParticleNodes;
  private viewport?: { value: Vector2 };
  private surface?: FluidSurface;
  private occlusion?: AmbientOcclusion;
  private outline?: ReturnType<typeof regionOutline>;

  constructor(
    private readonly renderer: WebGPURenderer,
    readonly particles: DrawableParticles,
    /** Outlined, where that is asked for. */
    private readonly region: Region,
    private look: Look,
  ) {
    this.mesh = new Mesh(quads(particles.count));
    this.mesh.frustumCulled = false;
    this.scene.add(this.mesh);
    this.build();
    this.apply();
  }

  get field(): DrawableField {
    return findField(this.particles, this.look.colorBy);
  }

  /** Takes up another look; only what asks for other shaders makes new ones. */
  setLook(look: Look): void {
    const before = this.look;
    this.look = look;
    const needsShaders = shaderKeys.some((key) => before[key] !== look[key]);
    if (needsShaders) this.build();
    this.apply();
  }

  /** Draws to the canvas, or to the renderer's target. */
  draw(camera: Camera): void {
    if (this.viewport) this.renderer.getDrawingBufferSize(this.viewport.value);
    this.occlusion?.draw(camera);
    if (this.surface) this.surface.draw(this.scene, camera);
    else this.renderer.render(this.scene, camera);
  }

  /** Idempotent; the particles stay. */
  dispose(): void {
    this.surface?.dispose();
    this.occlusion?.dispose();
    this.nodes.dispose();
    this.mesh.material.dispose();
    this.mesh.geometry.dispose();
    this.removeOutline();
  }

  private build(): void {
    const { renderer, particles, look } = this;
    this.surface?.dispose();
    this.surface = undefined;
    this.occlusion?.dispose();
    this.occlusion = undefined;
    this.nodes?.dispose();
    this.mesh.material?.dispose();
    this.nodes = new ParticleNodes(renderer, particles, this.field, look.colorMap);
    this.viewport = undefined;
    if (look.style === "fluid" && canBeFluid(particles)) {
      const { place, solidRadius, color, mark } = this.nodes;
      this.mesh.material = sphereMaterial({ place, color, mark, radius: solidRadius });
      this.surface = new FluidSurface(renderer, particles, this.nodes, this.mesh.geometry, this.region);
    } else if (look.style !== "points") {
      const isOccluded = look.ambientOcclusion && particles.box.dimensions === 3;
      if (isOccluded) {
        this.occlusion = new AmbientOcclusion(renderer, particles, this.nodes, this.mesh.geometry);
      }
      this.mesh.material = sphereMaterial(this.nodes, this.occlusion?.visibility);
    } else {
      const { material, viewport } = pointMaterial(this.nodes, look.pointSize);
      this.mesh.material = material;
      this.viewport = viewport as unknown as { value: Vector2 };
    }
  }

  private apply(): void {
    const { nodes, look, particles } = this;
    nodes.range.value.set(...look.range);
    nodes.radiusScale.value = look.radiusScale;
    nodes.selected.value = look.selected ?? noParticle;
    particles.kinds.forEach(({ name, role }, kind) => {
      nodes.show(kind, role !== "waiting" && !look.hidden.includes(name));
    });
    nodes.slice.value.set(0, 0, 0, 1);
    if (look.slice) nodes.slice.value.setComponent(look.slice.axis, 1).setW(look.slice.at);
    this.surface?.setLook(look);
    this.occlusion?.setLook(look);
    this.scene.background = new Color().setStyle(look.background, LinearSRGBColorSpace);
    this.removeOutline();
    if (!look.showOutline) return;
    this.outline = regionOutline(this.region, contrasting(look.background));
    this.scene.add(this.outline);
  }

  private removeOutline(): void {
    if (!this.outline) return;
    this.scene.remove(this.outline);
    this.outline.geometry.dispose();
    this.outline = undefined;
  }
}

/** Whether particles can be drawn as a fluid: there is one, in three dimensions (a flat one has no surface to see). Others are spheres. */
export function canBeFluid({ kinds, box }: DrawableParticles): boolean {
  return box.dimensions === 3 && kinds.some(({ role }) => role === "fluid");
}

/** The field of a name; the first where there is none of it. */
export function findField({ fields }: DrawableParticles, name: string): DrawableField {
  return fields.find((field) => field.name === name) ?? fields[0];
}

/** One unit square for each particle. */
function quads(count: number): InstancedBufferGeometry {
  const square = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.index = square.index;
  geometry.attributes = square.attributes;
  geometry.instanceCount = count;
  return geometry;
}

/** A grey that shows on a background. */
function contrasting(background: string): Color {
  const { l } = new Color().setStyle(background, LinearSRGBColorSpace).getHSL({ h: 0, s: 0, l: 0 });
  return new Color(l > 0.5 ? 0x666666 : 0x8a8f98);
}
