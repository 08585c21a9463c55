import { InputError } from "../../core/failure.ts";
import type { Particles } from "../../core/particles.ts";
import { unknownName } from "../../core/unknownName.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableField, DrawableParticles } from "../../gpu/drawable.ts";
import { createRenderer } from "../../render/createRenderer.ts";
import { defaultLook } from "../../render/defaultLook.ts";
import { evaluateField } from "../../render/evaluateField.ts";
import { FieldRange } from "../../render/fieldRange.ts";
import { defaultView, fitCamera } from "../../render/fitCamera.ts";
import { canBeFluid, type Look, ParticleScene } from "../../render/particleScene.ts";
import { pictureAverage } from "../../render/pictureAverage.ts";
import { type Picture, Snapshot } from "../../render/snapshot.ts";
import { type Region, visibleRegion } from "../../render/visibleRegion.ts";
import { GrowingRange } from "./growingRange.ts";
import { joinedRegion, regionBetween } from "./pictureRegion.ts";
import type { PictureEntry } from "./pictureFolder.ts";
import type { PictureOptions } from "./pictureOptions.ts";

/** Pictures are drawn so many times as wide and high as they are to be, and averaged. */
const oversampling = 2;

/** Paints particles of a device from where they lie; range of colours and camera grow with what there is to see. */
export class Painter {
  readonly #context: GpuContext;
  readonly #scene: ParticleScene;
  readonly #snapshot: Snapshot;
  /** None where the range is given, or colours are labels. */
  readonly #fieldRange?: FieldRange;
  readonly #growingRange: GrowingRange;
  readonly #dispose: () => void;
  #region: Region;

  private constructor(
    context: GpuContext,
    private readonly options: PictureOptions,
    private readonly up: 1 | 2,
    private look: Look,
    parts: {
      readonly scene: ParticleScene;
      readonly snapshot: Snapshot;
      readonly fieldRange?: FieldRange;
      readonly region: Region;
      readonly dispose: () => void;
    },
  ) {
    this.#context = context;
    this.#scene = parts.scene;
    this.#snapshot = parts.snapshot;
    this.#fieldRange = parts.fieldRange;
    this.#region = parts.region;
    this.#dispose = parts.dispose;
    this.#growingRange = new GrowingRange(look.colorMap);
  }

  /**
   * @param configuration what the particles are like at first
   * @param up 2 where z points up in the pictured world, 1 where y does
   * @throws InputError where the options do not go with these particles: names of fields and kinds that there are none of
   */
  static async create(
    context: GpuContext,
    particles: DrawableParticles,
    configuration: Particles,
    options: PictureOptions,
    up: 1 | 2,
  ): Promise<Painter> {
    checkWithParticles(particles, options);
    const look = lookOf(particles, configuration, options);
    const region = visibleRegion(particles.box, configuration, particles.kinds);
    const renderer = await createRenderer(context.device);
    const snapshot = new Snapshot(renderer, oversampling * options.width, oversampling * options.height);
    const scene = new ParticleScene(renderer, particles, region, look);
    const isMeasured = !options.range && !scene.field.isLabel;
    const fieldRange = isMeasured ? await FieldRange.create(context, particles, scene.field) : undefined;
    const dispose = () => {
      scene.dispose();
      snapshot.dispose();
      renderer.dispose();
      fieldRange?.destroy();
    };
    return new Painter(context, options, up, look, { scene, snapshot, fieldRange, region, dispose });
  }

  get field(): DrawableField {
    return this.#scene.field;
  }

  /** What colours stand for in the next picture. */
  get color(): PictureEntry["color"] {
    const { name, unit, isLabel } = this.field;
    if (isLabel) return { field: name, unit };
    return { field: name, map: this.look.colorMap, range: this.look.range, unit };
  }

  /** Lets the colours' range and the camera take in the present state, of which a copy is at hand. */
  async include(configuration: Particles): Promise<void> {
    const { box, kinds } = this.#scene.particles;
    this.#region = joinedRegion(this.#region, visibleRegion(box, configuration, kinds));
    if (!this.#fieldRange) return;
    this.#growingRange.include(await this.#fieldRange.measure());
    this.look = { ...this.look, range: this.#growingRange.range };
    this.#scene.setLook(this.look);
  }

  /** A picture of the present state, 3 bytes a pixel. */
  async paint(): Promise<Picture> {
    const { width, height, corners, view = defaultView(this.#region) } = this.options;
    const { isOrthographic = this.#region.dimensions === 2 } = this.options;
    const region = corners ? regionBetween(corners, this.#region) : this.#region;
    const { camera } = fitCamera(region, width / height, { view, isOrthographic, up: this.up });
    evaluateField(this.#context, this.#scene.particles, this.field);
    const picture = await this.#context.settle(this.#snapshot.take(() => this.#scene.draw(camera)));
    this.#context.check();
    return pictureAverage(picture, oversampling);
  }

  /** Idempotent; the particles stay. */
  dispose(): void {
    this.#dispose();
  }
}

function checkWithParticles(
  particles: DrawableParticles,
  { colorBy, hidden = [], corners, style, ambientOcclusion }: PictureOptions,
): void {
  const { fields, kinds, box } = particles;
  const fieldNames = fields.map(({ name }) => name);
  const kindNames = kinds.filter(({ role }) => role !== "waiting").map(({ name }) => name);
  const problems = hidden
    .filter((name) => !kindNames.includes(name))
    .map((name) => unknownName("--hide", "kind", name, kindNames));
  if (colorBy !== undefined && !fieldNames.includes(colorBy)) {
    problems.push(unknownName("--color-by", "field", colorBy, fieldNames));
  }
  if (style === "fluid" && !canBeFluid(particles)) {
    const message = "fluid needs a fluid in three dimensions; spheres and points show any particles";
    problems.push({ path: "--style", message });
  }
  if (ambientOcclusion && (box.dimensions === 2 || style === "points" || style === "fluid")) {
    const message = "needs spheres in three dimensions: nothing else keeps light from its neighbours";
    problems.push({ path: "--ambient-occlusion", message });
  }
  if (corners && corners[0].length !== box.dimensions) {
    const message = `must have ${2 * box.dimensions} numbers here, got ${corners.flat().length}`;
    problems.push({ path: "--region", message });
  }
  if (problems.length > 0) throw new InputError(problems);
}

function lookOf(particles: DrawableParticles, configuration: Particles, options: PictureOptions): Look {
  const look = defaultLook(particles, configuration);
  return {
    style: options.style ?? look.style,
    colorBy: options.colorBy ?? look.colorBy,
    colorMap: options.colorMap ?? look.colorMap,
    range: options.range ?? look.range,
    radiusScale: options.radiusScale ?? look.radiusScale,
    pointSize: oversampling * look.pointSize,
    hidden: options.hidden ?? look.hidden,
    slice: options.slice,
    background: options.background ?? look.background,
    showOutline: options.showOutline ?? look.showOutline,
    ambientOcclusion: options.ambientOcclusion,
    fluidTint: options.colorBy === undefined ? "water" : "field",
  };
}
