import { kernelAt } from "../kernels/kernelAt.ts";
import { type FluidModel, isSolid } from "../model.ts";
import { freeSurfaceFactor } from "../surfaceTensions/continuumSurfaceForce.ts";
import type { SurfaceTensionNumbers } from "../surfaceTensions/surfaceTensionModel.ts";
import { colourGradients, forEachFluidPair } from "./colourGradient.ts";
import { type FluidFields, particleVolumes } from "./fluidState.ts";
import type { PairTable } from "./neighbours.ts";
import { allowedError, type ScaledValues, TermSum } from "./termSum.ts";

/** Unit normals into the fluid, where there is a surface. */
export interface SurfaceNormals {
  /** (N, 3), zero where there is none. */
  readonly normal: TermSum;
  /** (N), 1 where there is one, else 0. */
  readonly isSurface: Uint8Array;
  /** (N), 1 where rounding decides. */
  readonly isUndecided: Uint8Array;
}

/** n̂ = ∇c/|∇c| where |∇c| > limit [1/length]. */
export function surfaceNormals(gradients: TermSum, limit: number): SurfaceNormals {
  const { value, scale } = gradients;
  const count = value.length / 3;
  const normal = new TermSum(3 * count);
  const [isSurface, isUndecided] = [new Uint8Array(count), new Uint8Array(count)];
  for (let i = 0; i < count; i++) {
    const axes = [3 * i, 3 * i + 1, 3 * i + 2];
    const length = Math.hypot(...axes.map((k) => value[k]));
    const parts = axes.reduce((sum, k) => sum + scale[k], 0);
    isUndecided[i] = Math.abs(length - limit) <= allowedError * parts ? 1 : 0;
    if (length <= limit) continue;
    isSurface[i] = 1;
    // An error of ∇c comes in through its length, too.
    const along = axes.reduce((sum, k) => sum + Math.abs(value[k] / length) * scale[k], 0);
    for (const k of axes) {
      const unit = value[k] / length;
      normal.add(k, unit, (scale[k] + Math.abs(unit) * along) / length);
    }
  }
  return { normal, isSurface, isUndecided };
}

/** κ = −Σ V_j (n̂_j − n̂_i)·∇W / Σ V_j W over surface particles of the own fluid, i itself in the weight. (N) [1/length] */
export function curvatures(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  { normal, isSurface, isUndecided }: SurfaceNormals,
): ScaledValues {
  const count = fields.type.length;
  const volumes = particleVolumes(model, fields);
  const own = kernelAt(model.kernel, model.box.dimensions, model.smoothingLength).value(0);
  const [divergence, weight] = [new TermSum(count), new TermSum(count)];
  volumes.forEach((volume, i) => weight.add(i, volume * own, volume * own));
  forEachFluidPair(model, fields.type, pairs, (i, j, k) => {
    if (!(isSurface[i] || isUndecided[i]) || !(isSurface[j] || isUndecided[j])) return;
    // (n̂_j − n̂_i)·d is the same seen from both sides.
    let [change, parts] = [0, isUndecided[i] || isUndecided[j] ? Infinity : 0];
    for (let axis = 0; axis < 3; axis++) {
      const [a, b, d] = [3 * i + axis, 3 * j + axis, pairs.separation[3 * k + axis]];
      change += (normal.value[b] - normal.value[a]) * d;
      parts += (normal.scale[a] + normal.scale[b]) * Math.abs(d);
    }
    const both = isSurface[i] && isSurface[j] ? 1 : 0;
    for (const [at, volume] of [
      [i, volumes[j]],
      [j, volumes[i]],
    ]) {
      divergence.add(at, both * volume * change * pairs.slope[k], volume * parts * pairs.slopeMagnitude[k]);
      weight.add(at, both * volume * pairs.value[k], volume * pairs.valueMagnitude[k]);
    }
  });
  const value = divergence.value.map((sum, i) => -sum / weight.value[i]);
  const scale = divergence.scale.map(
    (parts, i) => (parts + Math.abs(value[i]) * weight.scale[i]) / weight.value[i],
  );
  return { value, scale };
}

/**
 * 2 σ κ ∇c/ρ_i of surface particles: a tension as a force on the volume near a free surface (Brackbill, Kothe & Zemach, J. Comput. Phys.
 * 100, 335 (1992); Morris, Int. J. Numer. Meth. Fluids 33, 333 (2000)); for the 2 see surfaceTensions/continuumSurfaceForce.ts.
 *
 * @returns (N, 3) [acceleration]
 */
export function continuumAccelerations(
  model: FluidModel,
  fields: FluidFields,
  pairs: PairTable,
  { coefficient, threshold }: SurfaceTensionNumbers,
): ScaledValues {
  const { type, density } = fields;
  const gradients = colourGradients(model, fields, pairs);
  const normals = surfaceNormals(gradients, threshold / model.smoothingLength);
  const { value: curvature, scale: curvatureScale } = curvatures(model, fields, pairs, normals);
  const accelerations = new TermSum(3 * type.length);
  type.forEach((material, i) => {
    if (isSolid(model, material)) return;
    const strength = (freeSurfaceFactor * coefficient) / density[i];
    for (let k = 3 * i; k < 3 * i + 3; k++) {
      const [gradient, parts] = [gradients.value[k], gradients.scale[k]];
      if (normals.isSurface[i] && gradient !== 0) {
        const rough = curvatureScale[i] * Math.abs(gradient) + Math.abs(curvature[i]) * parts;
        accelerations.add(k, strength * curvature[i] * gradient, strength * rough);
      }
      if (normals.isUndecided[i] && parts > 0) accelerations.scale[k] = Infinity;
    }
  });
  return accelerations;
}
