import { minimumImage } from "../../core/box.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { ParticleProbe } from "../../render/particleProbe.ts";
import { element } from "../dom.ts";
import { shortNumber } from "./colorBar.ts";

type Place = readonly [number, number, number];

/** Between two looks at the particle that is followed [ms]. */
const interval = 200;

/** The numbers of one particle, kept up to date while it moves. */
export class ParticleCard {
  readonly root = element("aside", { className: "particle-card", hidden: true });
  /** Id of the particle that is followed. */
  followed?: number;
  private probe?: Promise<ParticleProbe>;
  private context?: GpuContext;
  private particles?: DrawableParticles;
  private readonly title = element("strong", {});
  private readonly numbers = element("dl", {});
  private readonly goesAlong = element("input", { type: "checkbox" });
  private lastPlace?: Place;
  private lastLook = 0;
  private isLooking = false;

  /**
   * @param onFollow told of the particle that is followed from now on
   * @param onTravel told of the way that it has gone, where the camera is to go along [length]
   */
  constructor(
    private readonly onFollow: (id: number | undefined) => void,
    private readonly onTravel: (way: Place) => void,
  ) {
    const close = element(
      "button",
      { onclick: () => this.follow(undefined), title: "Follow no longer" },
      "×",
    );
    this.root.append(
      element("header", {}, this.title, close),
      element("label", {}, this.goesAlong, " the camera goes along"),
      this.numbers,
    );
  }

  /** Other particles are computed from now on: none is followed, unless its id stays. */
  show(context: GpuContext, particles: DrawableParticles, stays: boolean): void {
    this.probe?.then((probe) => probe.destroy()).catch(() => undefined);
    // Made when it is first read: it holds places at the start, which nobody may ask for.
    this.probe = undefined;
    this.context = context;
    this.particles = particles;
    if (!stays) this.follow(undefined);
  }

  follow(id: number | undefined): void {
    this.followed = id;
    this.lastLook = 0;
    this.lastPlace = undefined;
    this.root.hidden = id === undefined;
    this.onFollow(id);
  }

  /** Once a frame; looks only now and then, and waits for nothing. */
  refresh(): void {
    const now = performance.now();
    if (this.followed === undefined || this.isLooking || now - this.lastLook < interval) return;
    this.lastLook = now;
    this.isLooking = true;
    void this.look(this.followed).finally(() => (this.isLooking = false));
  }

  /** Lets the camera go the way that the particle has gone, through periodic sides as the crow flies. */
  private travel(place: Place, { box }: DrawableParticles): void {
    const { lastPlace } = this;
    this.lastPlace = place;
    if (!lastPlace || !this.goesAlong.checked) return;
    const way = place.map((coordinate, axis) => minimumImage(coordinate - lastPlace[axis], axis, box));
    this.onTravel(way as unknown as Place);
  }

  private async look(id: number): Promise<void> {
    const { context, particles } = this;
    if (!context || !particles) return;
    this.probe ??= ParticleProbe.create(context, particles);
    // The device may go away meanwhile; that is told elsewhere.
    const found = await this.probe.then((probe) => probe.read(id)).catch(() => undefined);
    if (!found || particles !== this.particles || id !== this.followed) return;
    this.travel(found.place, particles);
    const rows = [
      ["material", particles.kinds[found.kind].name, ""],
      ...particles.fields
        .map(({ name, unit, isLabel }, k) => [name, isLabel ? "" : shortNumber(found.amounts[k]), unit])
        .filter(([name, value]) => value !== "" && name !== "id"),
    ];
    this.title.textContent = `particle ${id}`;
    this.numbers.replaceChildren(
      ...rows.flatMap(([name, value, unit]) => [
        element("dt", {}, name),
        element("dd", {}, unit ? `${value} ${unit}` : value),
      ]),
    );
  }
}
