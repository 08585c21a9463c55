import type GUI from "lil-gui";
import type { Region } from "../../render/visibleRegion.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { colorMaps } from "../../render/colorMaps.ts";
import { viewNames } from "../../render/fitCamera.ts";
import { canBeFluid, type Look } from "../../render/particleScene.ts";
import { obstacleForms } from "../session/obstacles.ts";
import { type HandSettings, solidTools, stirringTools } from "./hand.ts";
import type { ColorRange } from "./colorRange.ts";
import type { View } from "./view.ts";

/** Controls of how particles are drawn; made anew for each set of particles. */
export function buildLookPanel(
  gui: GUI,
  view: View,
  particles: DrawableParticles,
  region: Region,
  colors: ColorRange,
  onChange: () => void,
): void {
  const change = (part: Partial<Look>) => {
    view.setLook({ ...view.look, ...part });
    onChange();
  };
  const { look } = view;
  const names = particles.fields.map(({ name }) => name);
  const values = {
    style: look.style,
    fluidTint: look.fluidTint ?? "water",
    colorBy: look.colorBy,
    colorMap: look.colorMap,
    from: look.range[0],
    to: look.range[1],
    radius: look.radiusScale,
    pointSize: look.pointSize,
    occlusion: look.ambientOcclusion ?? false,
    outline: look.showOutline,
    slice: look.slice ? "xyz"[look.slice.axis] : "none",
    at: look.slice?.at ?? 0,
    view: view.viewName,
    orthographic: view.isOrthographic,
  };
  gui
    .add(values, "style", canBeFluid(particles) ? ["spheres", "points", "fluid"] : ["spheres", "points"])
    .name("draw as")
    .onChange((style: Look["style"]) => change({ style }));
  if (canBeFluid(particles)) {
    gui
      .add(values, "fluidTint", ["water", "field"])
      .name("fluid's colour")
      .onChange((fluidTint: Look["fluidTint"]) => change({ fluidTint }));
  }
  gui
    .add(values, "colorBy", names)
    .name("colour by")
    .onChange((colorBy: string) => {
      colors.isHeld = false;
      change({ colorBy });
    });
  gui
    .add(values, "colorMap", Object.keys(colorMaps))
    .name("colour map")
    .onChange((colorMap: Look["colorMap"]) => change({ colorMap }));
  gui
    .add(colors, "isHeld")
    .name("hold range")
    .onChange(() => change({}));
  const hold = () => {
    colors.isHeld = true;
    change({ range: [values.from, values.to] });
    gui.controllersRecursive().forEach((controller) => controller.updateDisplay());
  };
  const from = gui.add(values, "from").name("range from").onFinishChange(hold);
  const to = gui.add(values, "to").name("range to").onFinishChange(hold);
  const followRange = () => {
    [values.from, values.to] = view.look.range;
    from.updateDisplay();
    to.updateDisplay();
  };
  from.domElement.addEventListener("pointerenter", followRange);
  to.domElement.addEventListener("pointerenter", followRange);
  gui
    .add(values, "radius", 0.1, 2, 0.05)
    .name("sphere size")
    .onChange((radiusScale: number) => change({ radiusScale }));
  gui
    .add(values, "pointSize", 1, 8, 1)
    .name("point size [px]")
    .onChange((pointSize: number) => change({ pointSize }));
  if (particles.box.dimensions === 3) {
    gui
      .add(values, "occlusion")
      .name("ambient occlusion")
      .onChange((ambientOcclusion: boolean) => change({ ambientOcclusion })).domElement.title =
      "Spheres keep light from one another, so that crevices and cavities are darker and depth shows; without a GPU pictures take several times as long";
  }
  addKinds(gui, view, particles, change);
  addSlice(gui, values, region, change);
  gui
    .add(values, "outline")
    .name("outline")
    .onChange((showOutline: boolean) => change({ showOutline }));
  gui
    .add(values, "view", [...viewNames])
    .name("look from")
    .onChange((name: (typeof viewNames)[number]) => view.lookFrom(name));
  gui
    .add(values, "orthographic")
    .name("orthographic")
    .onChange((isOrthographic: boolean) => view.lookFrom(view.viewName, isOrthographic));
}

/**
 * What shift and the pointer do to particles.
 *
 * @param hasSolids whether solids can be moved and dropped
 */
export function buildHandPanel(gui: GUI, settings: HandSettings, hasSolids: boolean): void {
  const folder = gui.addFolder("Hand (shift + drag)").close();
  const tools = [...stirringTools, ...(hasSolids ? solidTools : [])];
  if (!tools.includes(settings.tool)) settings.tool = "push";
  folder.add(settings, "tool", tools);
  folder.add(settings, "reach", 0.02, 0.4, 0.01).name("reach [height]");
  folder.add(settings, "strength", 0.1, 4, 0.1);
  if (!hasSolids) return;
  folder.add(settings, "form", [...obstacleForms]).name("body");
  folder.add(settings, "density", 0.1, 5, 0.1).name("body's density");
}

/** A switch for each kind, where there are several. */
function addKinds(
  gui: GUI,
  view: View,
  { kinds }: DrawableParticles,
  change: (part: Partial<Look>) => void,
): void {
  const visible = kinds.filter(({ role }) => role !== "waiting");
  if (visible.length < 2) return;
  const folder = gui.addFolder("Show").close();
  const shown = Object.fromEntries(visible.map(({ name }) => [name, !view.look.hidden.includes(name)]));
  for (const { name } of visible) {
    folder
      .add(shown, name)
      .onChange(() => change({ hidden: visible.map((kind) => kind.name).filter((kind) => !shown[kind]) }));
  }
}

function addSlice(
  gui: GUI,
  values: { slice: string; at: number },
  { lower, lengths, dimensions }: Region,
  change: (part: Partial<Look>) => void,
): void {
  const folder = gui.addFolder("Slice").close();
  const apply = () => {
    const axis = ([0, 1, 2] as const).find((index) => "xyz"[index] === values.slice);
    change({ slice: axis === undefined ? undefined : { axis, at: lower[axis] + values.at * lengths[axis] } });
  };
  values.at = 0.5;
  folder
    .add(values, "slice", ["none", ..."xyz".slice(0, dimensions)])
    .name("cut across")
    .onChange(apply);
  folder.add(values, "at", 0, 1, 0.005).name("at share").onChange(apply);
}
