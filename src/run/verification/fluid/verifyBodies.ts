import type { FluidModel } from "../../../solvers/sph/model.ts";
import { contactAccelerations } from "../../../solvers/sph/reference/bodyContacts.ts";
import { driftBodies } from "../../../solvers/sph/reference/bodyMotion.ts";
import type { MovingBody } from "../../../solvers/sph/reference/movingBody.ts";
import type { PairTable } from "../../../solvers/sph/reference/neighbours.ts";
import { pushBodies } from "../../../solvers/sph/reference/pushBodies.ts";
import { setWallMotion } from "../../../solvers/sph/reference/wallMotion.ts";
import { roundingRow, type VerificationRow } from "../verificationRow.ts";
import { bodyErrors } from "./bodyErrors.ts";
import { type BodyScales, bodyScales, pushScales } from "./bodyScales.ts";
import type { DeviceFields } from "./deviceFields.ts";
import { fluidStateOf } from "./fluidStateOf.ts";
import { aboveUnderflow, rowsOf } from "./rowsOf.ts";

/** Where free bodies go in the first half of a step; nothing without bodies. */
export function verifyBodyDrift(
  model: FluidModel,
  before: DeviceFields,
  after: DeviceFields | undefined,
  duration: number,
): VerificationRow[] {
  if (!after) return [];
  const state = fluidStateOf(before);
  const scales = before.bodies.map((body) => bodyScales(model, before, body, duration));
  driftBodies(model, state, duration);
  return poseRows(model, "moveSolids", after, state.bodies, scales);
}

/**
 * Contacts of free bodies, and what contacts and fluids make of their motion.
 *
 * @param before the device before contacts are added
 * @param pairs at the step's end
 */
export function verifyBodyPush(
  model: FluidModel,
  pairs: PairTable,
  before: DeviceFields,
  { addContacts, pushBodies: pushed }: Readonly<Partial<Record<string, DeviceFields>>>,
  duration: number,
): VerificationRow[] {
  if (!addContacts || !pushed) return [];
  const touching = fluidStateOf(before);
  setWallMotion(model, touching);
  const contacts = contactAccelerations(model, touching, pairs, duration);
  const reaction = {
    value: contacts.value.map((a, k) => a + before.acceleration[k]),
    scale: contacts.scale.map((size, k) => size + Math.abs(before.acceleration[k])),
  };
  const { bodyForce } = addContacts.clock;
  const scales = addContacts.bodies.map((body) => {
    const push = pushScales(model, addContacts, body, addContacts.acceleration, bodyForce);
    return bodyScales(model, addContacts, body, duration, push);
  });
  const state = fluidStateOf(addContacts);
  pushBodies(model, state, bodyForce, duration);
  return [
    rowsOf(model, before.type, "walls")("addContacts", "accelerations", addContacts.acceleration, reaction),
    ...poseRows(model, "pushBodies", pushed, state.bodies, scales),
    ...loadRows(pushed.bodies, state.bodies, scales, addContacts.bodies),
  ];
}

function poseRows(
  model: FluidModel,
  pass: string,
  { bodies }: DeviceFields,
  expected: readonly MovingBody[],
  scales: readonly BodyScales[],
): VerificationRow[] {
  return bodyErrors(model, bodies, expected, scales).map(({ quantity, error, scale }) =>
    roundingRow(
      pass,
      `${quantity} of bodies`,
      error,
      error.map(() => 0),
      aboveUnderflow(scale),
    ),
  );
}

/** What has pushed bodies, and what pressures on their walls are extrapolated with next. */
function loadRows(
  measured: readonly MovingBody[],
  expected: readonly MovingBody[],
  scales: readonly BodyScales[],
  before: readonly MovingBody[],
): VerificationRow[] {
  const row = (
    quantity: string,
    of: (body: MovingBody) => readonly number[],
    scaleOf: (scale: BodyScales, k: number) => number,
  ) =>
    roundingRow(
      "pushBodies",
      `${quantity} of bodies`,
      measured.flatMap(of),
      expected.flatMap(of),
      aboveUnderflow(scales.flatMap((scale, k) => [0, 1, 2].map(() => scaleOf(scale, k)))),
    );
  return [
    row(
      "accelerations",
      ({ load, shape }) => load.force.map((f) => f / shape.mass),
      ({ acceleration }) => acceleration,
    ),
    row(
      "torques",
      ({ load }) => load.torque,
      ({ torque }) => torque,
    ),
    row(
      "accelerations felt by walls",
      ({ felt }) => felt.center,
      ({ acceleration }, k) => acceleration + 2 * Math.hypot(...before[k].felt.center),
    ),
    row(
      "angular accelerations felt by walls",
      ({ felt }) => felt.angular,
      ({ angularAcceleration }, k) => angularAcceleration + 2 * Math.hypot(...before[k].felt.angular),
    ),
  ];
}
