import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { ParticleProbe } from "../../render/particleProbe.ts";
import { element } from "../dom.ts";
import { shortNumber } from "./colorBar.ts";

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
  private lastLook = 0;
  private isLooking = false;

  /** @param onFollow told of the particle that is followed from now on */
  constructor(private readonly onFollow: (id: number | undefined) => void) {}

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

  private async look(id: number): Promise<void> {
    const { context, particles } = this;
    if (!context || !particles) return;
    this.probe ??= ParticleProbe.create(context, particles);
    // The device may go away meanwhile; that is told elsewhere.
    const found = await this.probe.then((probe) => probe.read(id)).catch(() => undefined);
    if (!found || particles !== this.particles) return;
    const rows = [
      ["material", particles.kinds[found.kind].name, ""],
      ...particles.fields
        .map(({ name, unit, isLabel }, k) => [name, isLabel ? "" : shortNumber(found.amounts[k]), unit])
        .filter(([name, value]) => value !== "" && name !== "id"),
    ];
    const close = element(
      "button",
      { onclick: () => this.follow(undefined), title: "Follow no longer" },
      "×",
    );
    this.root.replaceChildren(
      element("header", {}, element("strong", {}, `particle ${id}`), close),
      element(
        "dl",
        {},
        ...rows.flatMap(([name, value, unit]) => [
          element("dt", {}, name),
          element("dd", {}, unit ? `${value} ${unit}` : value),
        ]),
      ),
    );
  }
}
