import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildScenario } from "../../src/run/buildScenario.ts";
import { parseScenario } from "../../src/run/scenario/parseScenario.ts";
import { verifyFluid } from "../../src/run/verifyFluid.ts";
import type { FluidModel, FluidParticles } from "../../src/solvers/sph/model.ts";
import { schemeParameters } from "../../src/solvers/sph/parameters/schemeParameters.ts";
import { useDevice } from "../support/device.ts";
import { boxOf, lattice } from "../support/movingSolids.ts";
import { blocks, immersed, setUp, spacing } from "../support/rigidBodies.ts";
import { mutatedContext } from "./mutatedContext.ts";

const device = useDevice();
const kinds = ["weakly-compressible", "entropically-damped", "divergence-free", "position-based"] as const;
const schemeOf = (kind: string) => ({ scheme: schemeParameters.parse({ kind }) });

type Setup = { readonly model: FluidModel; readonly particles: FluidParticles };

/** A heavy body that turns and goes through a fluid under a body force. */
function diving(dimensions: 2 | 3, kind: string, turning = 1): Setup {
  const vector = (...v: number[]) => v.slice(0, dimensions);
  const angularVelocity = (dimensions === 2 ? [0, 0, 3] : [2, -1, 3]).map((w) => turning * w);
  const given = { density: 2500, velocity: vector(0.5, -0.3, 0.2), angularVelocity };
  const constant = vector(3, -20, 5);
  // Where no free surface gives way to the body divergence-free SPH goes astray.
  const emptyLayers = kind === "divergence-free" ? 2 : 0;
  return immersed(
    dimensions,
    given,
    { ...schemeOf(kind), acceleration: { constant }, skin: 0.02 },
    emptyLayers,
  );
}

/** Three blocks beside a fourth that stays, each touching the next. */
function colliding(kind: string): Setup {
  return blocks(
    [
      undefined,
      { density: 2000, velocity: [-0.4, 0.1], restitution: 0.5 },
      { density: 1000, velocity: [-0.6, 0], restitution: 0.8, angularVelocity: [0, 0, 1] },
      { density: 700, velocity: [-2, 0] },
    ],
    -0.002,
    { ...schemeOf(kind), skin: 0.02 },
  );
}

/** A body whose centre crosses a periodic side in the steps before the second comparison. */
function crossing(kind: string): Setup {
  return setUp({
    box: boxOf([2, 2], "periodic"),
    points: [...lattice([0.6, 0.2], [4, 4], spacing), ...lattice([1.93, 0.9], [1, 4], spacing)],
    material: ([x]) => (x > 1 ? 1 : 0),
    solids: [{ body: { density: 700, velocity: [3, 1], angularVelocity: [0, 0, 2] } }],
    changes: schemeOf(kind),
  });
}

async function failures({ model, particles }: Setup, context = device(), steps = 4) {
  const { rows } = await verifyFluid(context, model, particles, { steps });
  const ofBodies = rows.filter(({ pass, detail }) => `${pass} ${detail}`.includes("of bodies"));
  expect(ofBodies.length).toBeGreaterThan(30);
  return rows.filter(({ ok }) => !ok);
}

describe.each(kinds)("bodies agree with the float64 reference, %s,", (kind) => {
  test.each([2, 3] as const)("in a fluid in %iD", async (dimensions) => {
    expect(await failures(diving(dimensions, kind))).toEqual([]);
  });

  test("in collisions", async () => {
    expect(await failures(colliding(kind))).toEqual([]);
  });

  test("over a periodic side", async () => {
    expect(await failures(crossing(kind))).toEqual([]);
  });

  test("falling into a tank", async () => {
    const document = JSON.parse(readFileSync("scenarios/falling-bodies.json", "utf8"));
    document.setup.spacing = 0.05;
    document.setup.solids[3].shape.upper[1] = 1.2;
    const { densityDiffusion } = document.solver.scheme;
    document.solver.scheme = { kind, ...(kind === "weakly-compressible" && { densityDiffusion }) };
    const noFiles = () => Promise.reject(new Error("this scenario reads no files"));
    const scenario = parseScenario(JSON.stringify(document));
    const { rows } = await (await buildScenario(scenario, noFiles)).verify(device(), { steps: 3 });
    expect(rows.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe("an error in one formula of bodies, most often of 0.1 or 0.2 %, makes verification fail", () => {
  const swimming = () => diving(3, "weakly-compressible");
  const touching = () => colliding("weakly-compressible");
  const iterated = () => diving(2, "position-based");
  const cases: [what: string, setup: () => Setup, from: string, to: string, pass: string][] = [
    ["the turn", swimming, "turnedBy(step * over", "turnedBy(1.001 * step * over", "moveSolids"],
    [
      "the angular velocity of a step's start instead of its middle",
      () => diving(3, "weakly-compressible", 5),
      "overInertia(body, middle, momentum)",
      "overInertia(body, start, momentum)",
      "moveSolids",
    ],
    [
      "the first kick",
      swimming,
      "FIRST_KICK * step * body.acceleration",
      "1.002 * FIRST_KICK * step * body.acceleration",
      "moveSolids",
    ],
    [
      "the first kick of the turning",
      swimming,
      "FIRST_KICK * step * body.torque",
      "1.01 * FIRST_KICK * step * body.torque",
      "moveSolids",
    ],
    ["the drift", swimming, "round(step * (*solid)", "round(1.001 * step * (*solid)", "moveSolids"],
    [
      "the places of the body's particles",
      swimming,
      "vec3i(round(arm *",
      "vec3i(round(1.001 * arm *",
      "integrateFirst",
    ],
    ["the inverse inertia", swimming, "s.x * own.x + d.y", "1.01 * s.x * own.x + 1.001 * d.y", "moveSolids"],
    [
      "the share of the first kick",
      iterated,
      "const FIRST_KICK = 0.0",
      "const FIRST_KICK = 0.001",
      "moveSolids",
    ],
    ["the force", swimming, "massOf(own.w) * rate", "1.001 * massOf(own.w) * rate", "pushBodies"],
    ["the torque", swimming, "torque += cross(", "torque += 1.001 * cross(", "pushBodies"],
    [
      "the weight",
      swimming,
      "inPlane * status.clock.bodyForce",
      "1.001 * inPlane * status.clock.bodyForce",
      "pushBodies",
    ],
    [
      "the second kick of the turning",
      swimming,
      "body.angularMomentum += kick * torque",
      "body.angularMomentum += 1.01 * kick * torque",
      "pushBodies",
    ],
    [
      "the second kick",
      swimming,
      "solid.velocity += kick *",
      "solid.velocity += 1.001 * kick *",
      "pushBodies",
    ],
    ["the gyroscopic torque", swimming, "torque - cross(solid", "torque - 1.01 * cross(solid", "pushBodies"],
    [
      "what walls feel of the acceleration",
      swimming,
      "body.response * (body",
      "1.001 * body.response * (body",
      "pushBodies",
    ],
    [
      "the contacts' spring",
      touching,
      "min(CONTACT_FREQUENCY,",
      "min(1.001 * CONTACT_FREQUENCY,",
      "addContacts",
    ],
    [
      "the contacts' damping",
      touching,
      "2.0 * damping * parting",
      "2.004 * damping * parting",
      "addContacts",
    ],
    ["the larger of two dampings", touching, "max(damping, bodies", "min(damping, bodies", "addContacts"],
    [
      "the mass behind a contact",
      touching,
      "return own.contactMass * other",
      "return 1.001 * own.contactMass * other",
      "addContacts",
    ],
    [
      "the velocities of walls after the step",
      swimming,
      "solid.velocity + cross(solid.angularVelocity",
      "solid.velocity + 1.001 * cross(solid.angularVelocity",
      "integrateSecond",
    ],
  ];
  test.each(cases)("%s", async (_what, setup, from, to, pass) => {
    const broken = mutatedContext(device(), from, to);
    const wrong = await failures(setup(), broken.context, 1);
    expect(broken.changes()).toBeGreaterThan(0);
    expect(wrong.map((row) => row.pass)).toContain(pass);
  });
});
