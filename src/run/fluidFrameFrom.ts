import type { FluidFrame } from "../core/fluidFrame.ts";
import { idOrder, type ParticleRecords, unpackParticles } from "../gpu/particleState.ts";
import type { FluidModel } from "../solvers/sph/model.ts";
import { reserveMaterial, visibleSolids } from "../solvers/sph/openBoundaries/openBoundaries.ts";

/** Contents of device buffers (solvers/sph/fluidSystem.ts) from one moment. */
export interface FluidRecordsRead extends ParticleRecords {
  readonly rate: Float32Array;
  readonly thermo: Float32Array;
}

/** The configuration that they hold, without what waits in the reserve. */
export function fluidFrameFrom(
  model: FluidModel,
  at: { readonly step: number; readonly time: number },
  records: FluidRecordsRead,
): FluidFrame {
  const { box, fluids } = model;
  const { position, tag, rate, thermo } = records;
  const reserve = reserveMaterial(model);
  const order = idOrder(tag).filter((i) => position[4 * i + 3] !== reserve);
  const stride = rate.length / position.length;
  const acceleration = new Float64Array(3 * order.length);
  order.forEach((from, row) => {
    for (let axis = 0; axis < 3; axis++) acceleration[3 * row + axis] = rate[4 * stride * from + axis];
  });
  return {
    ...at,
    box,
    particles: unpackParticles(records, order, box),
    density: Float64Array.from(order, (i) => thermo[2 * i]),
    pressure: Float64Array.from(order, (i) => thermo[2 * i + 1]),
    acceleration,
    materialNames: [...fluids, ...visibleSolids(model)].map(({ name }) => name),
    fluidCount: fluids.length,
  };
}
