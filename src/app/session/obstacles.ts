import { InputError } from "../../core/failure.ts";
import { fillInside } from "../../core/geometry/fill.ts";
import { freePlace } from "../../core/setup/freePlace.ts";
import type { Vector3 } from "../../core/vector.ts";
import { buildFluid } from "../../run/scenario/fluid/buildFluid.ts";
import { buildShape } from "../../run/scenario/fluid/buildShape.ts";
import type { FluidScenario } from "../../run/scenario/fluid/fluidScenario.ts";
import { resolveKernel } from "../../run/scenario/fluid/resolveFluid.ts";
import type { ShapeDocument } from "../../run/scenario/fluid/shapeSchema.ts";
import { canBeHeld } from "../../solvers/sph/solids/solidGrip.ts";
import { isFluid } from "../document/isFluid.ts";
import type { Session } from "./session.ts";

export const obstacleForms = ["ball", "block"] as const;

/** A body that is dropped into a fluid. */
export interface Obstacle {
  readonly form: (typeof obstacleForms)[number];
  /** Half its width [length]; made as large as a solid of this fluid has to be. */
  readonly radius: number;
  /** Over that of the first fluid. */
  readonly relativeDensity: number;
}

/**
 * Makes a solid that stands one that a hand can move. Returns whether a hand can: a solid with a motion of its own, or an
 * inlet, goes its way.
 */
export async function makeHeld(session: Session, name: string): Promise<boolean> {
  const { scenario } = session;
  if (!isFluid(scenario)) return false;
  const index = scenario.setup.solids.findIndex((solid) => solid.name === name);
  const solid = scenario.setup.solids[index];
  if (!solid) return false;
  if (solid.body || solid.motion) return canBeHeld(solid);
  await session.changeSolids(`setup.solids.${index}.motion`, { kind: "held" });
  return true;
}

/**
 * Lets a body fall from the free place nearest to a point. The document has it in a place that is free at time 0.
 *
 * @throws InputError where there is no room, and where fluid flows in or out, so that ids are given away already
 */
export async function dropObstacle(session: Session, obstacle: Obstacle, wanted: Vector3): Promise<void> {
  const { scenario, readFile } = session;
  if (!isFluid(scenario)) return;
  const { setup } = scenario;
  if (setup.inlets.length + setup.outlets.length > 0)
    throw refusal("obstacles cannot be dropped where fluid flows in or out");
  const shapeAt = (center: Vector3) => shapeOf(scenario, obstacle, center);
  const shape = buildShape(shapeAt([0, 0, 0]), setup.dimensions, new Map());
  const points = fillInside(shape, setup.spacing, { dimensions: setup.dimensions });
  const { model, particles } = await buildFluid(scenario, readFile);
  const { box, spacing } = model;
  const start = freePlace({ box, spacing, position: particles.position }, points, wanted);
  const now = await session.configuration();
  const place = freePlace({ box, spacing, position: now.position }, points, wanted);
  if (!start || !place) throw refusal("there is no room for this body: make it smaller");
  const [{ density }] = Object.values(scenario.solver.materials);
  const part = {
    name: freeName(scenario),
    shape: shapeAt(start),
    body: { density: obstacle.relativeDensity * density },
  };
  await session.changeSolids("setup.solids", [...setup.solids, part], {
    box,
    displacement: place.map((x, axis) => x - start[axis]) as unknown as Vector3,
  });
}

function shapeOf(scenario: FluidScenario, { form, radius }: Obstacle, center: Vector3): ShapeDocument {
  const { dimensions, spacing } = scenario.setup;
  // Fluids on both sides of a thinner one would feel each other.
  const least = (resolveKernel(scenario).supportRadius + spacing) / 2;
  const half = spacing * Math.ceil(Math.max(radius, least) / spacing);
  const along = (offset: number) => center.slice(0, dimensions).map((x) => x + offset);
  if (form === "ball") return { kind: "sphere", center: along(0), radius: half };
  return { kind: "box", lower: along(-half), upper: along(half) };
}

function freeName({ setup, solver }: FluidScenario): string {
  const taken = new Set([...setup.solids.map(({ name }) => name), ...Object.keys(solver.materials)]);
  for (let k = 1; ; k++) if (!taken.has(`dropped-${k}`)) return `dropped-${k}`;
}

function refusal(message: string): InputError {
  return new InputError([{ path: "", message }]);
}
