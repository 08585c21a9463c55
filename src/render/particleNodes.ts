import {
  float,
  instanceIndex,
  int,
  texture,
  uniform,
  uniformArray,
  uint,
  vec2,
  vec3,
  wgslFn,
} from "three/tsl";
import {
  Color,
  LinearSRGBColorSpace,
  type DataTexture,
  type Node,
  type UniformArrayNode,
  Vector2,
  Vector3,
  Vector4,
  type WebGPURenderer,
} from "three/webgpu";
import { lengthPerUnit, positionCode } from "../core/fixedPoint.ts";
import type { DrawableField, DrawableKind, DrawableParticles } from "../gpu/drawable.ts";
import { adoptBuffer, type AdoptedBuffer, type AdoptedRecord } from "./adoptBuffer.ts";
import { fieldFunction } from "./fieldCode.ts";
import { colorMapTexture, labelTexture, type ColorMapName } from "./colorMaps.ts";

/** No id is as large as this. */
export const noParticle = 0xffffffff;

const solidColor = new Color().setStyle("#8d939c", LinearSRGBColorSpace);

const isSolid = (role: DrawableKind["role"]) => role === "container" || role === "body";

/** What a material reads of each particle, as nodes of three's shading language: place, radius and colour. */
export class ParticleNodes {
  /** Colours run over [x, y] in the field's unit. */
  readonly range = uniform(new Vector2(0, 1));
  /** Radii are multiplied by it. */
  readonly radiusScale = uniform(1);
  /** Particles with n·x > d are cut away: (n, d); none are with n = 0 and d ≥ 0. */
  readonly slice = uniform(new Vector4(0, 0, 0, 1));
  /** Id of the particle that is marked. */
  readonly selected = uniform(noParticle, "uint");
  readonly place: Node<"vec3">;
  /** 0 where the particle is not drawn [length]. */
  readonly radius: Node<"float">;
  /** The same, and 0 where the particle is not of a fluid [length]. */
  readonly fluidRadius: Node<"float">;
  /** The same, and 0 where the particle is of a fluid [length]. */
  readonly solidRadius: Node<"float">;
  readonly color: Node<"vec3">;
  /** 1 for the particle that is marked, 0 for the others. */
  readonly mark: Node<"float">;
  private readonly id: Node<"uint">;
  /** For each kind 1 where it is drawn, 0 where not; its radius; 1 where it is solid; 1 where it is a fluid. */
  private readonly kindLooks: UniformArrayNode<"vec4">;
  private readonly adopted: AdoptedBuffer[] = [];
  private readonly texture: DataTexture;

  /** Reads the particles where they lie; `dispose` lets go of them. */
  constructor(
    private readonly renderer: WebGPURenderer,
    private readonly particles: DrawableParticles,
    field: DrawableField,
    map: ColorMapName,
  ) {
    const { box, count, kinds } = particles;
    const position = this.adopt(particles.position, "vec4u", count).at(instanceIndex) as Node<"uvec4">;
    const tag = this.adopt(particles.tag, "vec4i", count).at(instanceIndex) as Node<"ivec4">;
    this.id = uint(tag.w);
    this.mark = this.id.equal(this.selected).select(float(1), float(0));
    const { origin, span } = positionCode(box);
    const perUnit = new Vector3(...lengthPerUnit(span));
    this.place = vec3(position.xyz)
      .mul(uniform(perUnit))
      .add(uniform(new Vector3(...origin)));
    this.kindLooks = uniformArray(
      kinds.map(
        ({ radius, role }) =>
          new Vector4(role === "waiting" ? 0 : 1, radius, isSolid(role) ? 1 : 0, role === "fluid" ? 1 : 0),
      ),
      "vec4",
    ) as unknown as UniformArrayNode<"vec4">;
    const looks = this.kindLooks.element(position.w) as unknown as Node<"vec4">;
    const isKept = this.slice.xyz.dot(this.place).lessThanEqual(this.slice.w);
    this.radius = isKept.select(looks.x.mul(looks.y).mul(this.radiusScale), float(0));
    this.fluidRadius = this.radius.mul(looks.w) as Node<"float">;
    this.solidRadius = this.radius.mul(looks.w.oneMinus()) as Node<"float">;
    this.texture = field.isLabel ? labelTexture() : colorMapTexture(map);
    this.color = this.colorOf(field, this.amountOf(field), looks.z.greaterThan(0));
  }

  /** Shows or hides a kind. */
  show(kind: number, isShown: boolean): void {
    (this.kindLooks.array[kind] as Vector4).x = isShown ? 1 : 0;
  }

  /** Idempotent. */
  dispose(): void {
    for (const buffer of this.adopted.splice(0)) buffer.release();
    this.texture.dispose();
  }

  private adopt(buffer: GPUBuffer, record: AdoptedRecord, count: number): AdoptedBuffer {
    const adopted = adoptBuffer(this.renderer, buffer, record, count);
    this.adopted.push(adopted);
    return adopted;
  }

  /** The field's own expression, as a function that three puts into the shader. */
  private amountOf(field: DrawableField): Node<"float"> {
    const { buffer, record: type, stride } = field;
    const records = this.adopt(buffer, type, stride * this.particles.count);
    const record = records.at(instanceIndex.mul(uint(stride)));
    const inputs = { record, place: this.place, start: this.startOf(field) };
    return wgslFn(fieldFunction("fieldAmount", field))(inputs as never) as unknown as Node<"float">;
  }

  private startOf({ start }: DrawableField): Node<"vec3"> {
    if (!start) return vec3(0);
    const records = this.adopt(start.buffer, "vec4f", start.buffer.size / 16);
    return vec3((records.at(this.id.sub(uint(start.firstId))) as Node<"vec4">).xyz);
  }

  /** Solids are grey: the amounts of what they are made of mean little. */
  private colorOf({ isLabel }: DrawableField, amount: Node<"float">, isSolid: Node<"bool">): Node<"vec3"> {
    const texels = this.texture.image.width as number;
    const [from, to] = [this.range.x, this.range.y];
    const share = isLabel
      ? amount.add(0.5).div(texels).fract()
      : amount
          .sub(from)
          .div(to.sub(from))
          .clamp(0, 1)
          .mul((texels - 1) / texels)
          .add(0.5 / texels);
    const mapped = texture(this.texture, vec2(share, 0.5)).level(int(0)).rgb as unknown as Node<"vec3">;
    return isLabel ? mapped : (isSolid.select(uniform(solidColor), mapped) as unknown as Node<"vec3">);
  }
}
