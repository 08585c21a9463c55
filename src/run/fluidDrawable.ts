import type { DrawableKind, DrawableParticles } from "../gpu/drawable.ts";
import type { StartPlaces } from "../gpu/startPlaces.ts";
import type { FluidSystem } from "../solvers/sph/fluidSystem.ts";
import type { FluidModel } from "../solvers/sph/model.ts";
import { inletSolids, reserveMaterial } from "../solvers/sph/openBoundaries/openBoundaries.ts";
import { displacementField, field, sharedFields } from "./molecularDrawable.ts";

/**
 * A fluid on a device as a drawing layer sees it.
 *
 * @param start where particles were at the start
 */
export function fluidDrawable(
  model: FluidModel,
  { buffers, count }: FluidSystem,
  start: StartPlaces | undefined,
): DrawableParticles {
  const { box, units } = model;
  const { symbols } = units;
  const thermo = { buffer: buffers.thermo, record: "vec2f", stride: 1 } as const;
  // What flows in has waited elsewhere, maybe was another drop before: it has no start of its own.
  const places = inletSolids(model).length > 0 ? undefined : start;
  const rateStride = buffers.rate.size / buffers.position.size;
  return {
    count,
    box,
    position: buffers.position,
    tag: buffers.tag,
    kinds: drawableKinds(model),
    fields: [
      field("speed", symbols.velocity, buffers.velocity, "length(record.xyz)"),
      { name: "pressure", unit: symbols.pressure, ...thermo, wgsl: "record.y" },
      { name: "density", unit: symbols.density, ...thermo, wgsl: "record.x" },
      {
        ...field("acceleration", symbols.acceleration, buffers.rate, "length(record.xyz)"),
        stride: rateStride,
      },
      ...displacementField(box, buffers.tag, places, symbols.length),
      ...sharedFields(buffers, symbols.velocity, symbols.length),
    ],
  };
}

/** Particles are drawn as spheres that touch along the lattice. */
function drawableKinds(model: FluidModel): DrawableKind[] {
  const radius = model.spacing / 2;
  const reserve = reserveMaterial(model);
  const solids = model.solids.map(({ name, motion, body, inlet }, k): DrawableKind => {
    if (model.fluids.length + k === reserve) return { name, radius, role: "waiting" };
    const moves = (motion && motion.kind !== "held") || body || inlet;
    return { name, radius, role: moves ? "body" : "container" };
  });
  return [...model.fluids.map(({ name }): DrawableKind => ({ name, radius, role: "fluid" })), ...solids];
}
