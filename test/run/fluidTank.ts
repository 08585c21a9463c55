import type { Box } from "../../src/core/box.ts";
import type { Vector3 } from "../../src/core/vector.ts";
import type { FluidModel, FluidParticles } from "../../src/solvers/sph/model.ts";
import {
  latticeSites,
  makeModel,
  particlesAt,
  restingWall,
  shaken,
} from "../solvers/sph/reference/fluidModels.ts";

const wallLayers = 3;

/**
 * A few hundred particles of fluid, shaken and in motion, over walls at the bottom of a box that is periodic to the
 * sides and open above. Where there are several solids they lie beside each other, as fluids do.
 *
 * @param changes of makeModel's; `solids: []` leaves a box that is periodic and full
 * @param compression relative differences of density
 */
export function fluidTank(
  dimensions: 2 | 3,
  changes: Partial<FluidModel> = {},
  compression = 0.01,
): { readonly model: FluidModel; readonly particles: FluidParticles } {
  const { solids = [restingWall] } = changes;
  const hasWalls = solids.length > 0;
  const box: Box = {
    dimensions,
    lower: [-0.25, 0.5, 2],
    lengths: dimensions === 2 ? [1.6, 1.4, 1] : [0.8, 1.1, 0.8],
    boundaries: ["periodic", hasWalls ? "open" : "periodic", "periodic"],
  };
  const model = makeModel(box, {
    skin: 0.02,
    acceleration: { constant: [0.3, -2, 0] },
    viscosities: [{ kind: "laminar" }],
    ...changes,
    solids,
  });
  const { spacing, fluids } = model;
  const level = box.lower[1] + 0.7 * box.lengths[1];
  const isWall = ([, y]: Vector3) => hasWalls && y < box.lower[1] + wallLayers * spacing;
  const share = (x: number, parts: number) =>
    Math.min(Math.floor((parts * (x - box.lower[0])) / box.lengths[0]), parts - 1);
  const typeOf = (site: Vector3) =>
    isWall(site) ? fluids.length + share(site[0], solids.length) : share(site[0], fluids.length);
  const sites = latticeSites(model).filter(([, y]) => !hasWalls || y < level);
  const types = sites.map(typeOf);
  const places = shaken(sites, model, 0.2).map((site, i) => (isWall(sites[i]) ? sites[i] : site));
  const particles = particlesAt(places, model, {
    velocity: ([x, y, z]) => [
      Math.sin(9 * y),
      0.5 * Math.cos(8 * x),
      dimensions === 3 ? 0.4 * Math.sin(8 * z) : 0,
    ],
  });
  particles.type.set(types);
  types.forEach((type, i) => {
    const [x, y] = places[i];
    const { referenceDensity } = fluids[type] ?? fluids[0];
    const isFluid = type < fluids.length;
    particles.density[i] = referenceDensity * (1 + (isFluid ? compression * Math.sin(47 * x + 31 * y) : 0));
    if (!isFluid) particles.velocity.fill(0, 3 * i, 3 * i + 3);
  });
  return { model, particles };
}
