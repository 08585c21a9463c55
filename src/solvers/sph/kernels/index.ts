import { InputError } from "../../../core/failure.ts";
import { unknownName } from "../../../core/unknownName.ts";
import { cubicSpline } from "./cubicSpline.ts";
import { gaussian } from "./gaussian.ts";
import { poly6Spiky } from "./poly6Spiky.ts";
import { quinticSpline } from "./quinticSpline.ts";
import type { SmoothingKernel } from "./smoothingKernel.ts";
import { wendlandC2 } from "./wendlandC2.ts";
import { wendlandC4 } from "./wendlandC4.ts";
import { wendlandC6 } from "./wendlandC6.ts";

/** Every smoothing kernel. One line here, and schema, tests and documentation pick it up. */
export const smoothingKernels: readonly SmoothingKernel[] = [
  cubicSpline,
  wendlandC2,
  wendlandC4,
  wendlandC6,
  quinticSpline,
  gaussian,
  poly6Spiky,
];

/** The kernel of that name; InputError on `solver.kernel` where there is none. */
export function findSmoothingKernel(name: string): SmoothingKernel {
  const found = smoothingKernels.find((kernel) => kernel.name === name);
  if (found) return found;
  const names = smoothingKernels.map((kernel) => kernel.name);
  throw new InputError([unknownName("solver.kernel", "smoothing kernel", name, names)]);
}
