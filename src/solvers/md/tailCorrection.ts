import { InputError } from "../../core/failure.ts";
import type { PairTable } from "./pairTable.ts";

/** Farthest ln(r / cutoffRadius) looked at: r³ is still far inside float64 there. */
const farthest = 200;
const spacing = 1 / 32;

/**
 * ∫ f(r)/r dr from `lower` to ∞ for f that falls like a power of r or faster; undefined where it does not.
 *
 * r = lower · eˣ makes exponentials of powers, and x = exp(u − e⁻ᵘ) with the trapezoidal rule in u is the
 * double-exponential formula for those (H. Takahasi & M. Mori, Publ. RIMS 9, 721 (1974)).
 */
function integrateToInfinity(f: (r: number) => number, lower: number): number | undefined {
  let sum = 0;
  let absoluteSum = 0;
  let last = 0;
  for (let u = -4; ; u += spacing) {
    const x = Math.exp(u - Math.exp(-u));
    if (x > farthest) break;
    last = f(lower * Math.exp(x)) * x * (1 + Math.exp(-u)) * spacing;
    sum += last;
    absoluteSum += Math.abs(last);
  }
  return Math.abs(last) <= 1e-12 * absoluteSum ? sum : undefined;
}

function divergence(table: PairTable, dimensions: number): InputError {
  const message =
    `the potential ${table.potential.name} falls off too slowly: the energy beyond the cutoff is finite only ` +
    `where it falls clearly faster than 1/r${dimensions === 3 ? "³" : "²"}. Set it to false`;
  return new InputError([{ path: "solver.pair.tailCorrection", message }]);
}

/**
 * Energy and pressure that a homogeneous fluid (g(r) = 1) has beyond the cutoff: what a truncated potential leaves out.
 *
 *   E = ½ Σᵢⱼ NᵢNⱼ/V ∫ U dᵈr,   P = 1/(2d) Σᵢⱼ NᵢNⱼ/V² ∫ r (−dU/dr) dᵈr,   r from cutoffRadius to ∞
 *
 * (D. Frenkel & B. Smit, Understanding Molecular Simulation, 2nd ed. (Academic Press, 2002), sec. 3.2.2), i and j
 * running over the types.
 *
 * @param typeCounts particles of each type
 * @param volume [length³], in two dimensions the area [length²]
 * @returns energy [energy] and pressure [energy/length³], in two dimensions [energy/length²]
 * @throws InputError where the integral diverges.
 */
export function tailCorrection(
  table: PairTable,
  typeCounts: readonly number[],
  volume: number,
  dimensions: 2 | 3,
): { readonly energy: number; readonly pressure: number } {
  const { potential, entries, typeCount } = table;
  const solidAngle = dimensions === 3 ? 4 * Math.PI : 2 * Math.PI;
  let energy = 0;
  let pressure = 0;
  entries.forEach(({ parameters, cutoffRadius }, index) => {
    const pairCount = typeCounts[Math.floor(index / typeCount)] * typeCounts[index % typeCount];
    const energyIntegral = integrateToInfinity(
      (r) => r ** dimensions * potential.energy(r, parameters),
      cutoffRadius,
    );
    const virialIntegral = integrateToInfinity(
      (r) => r ** dimensions * (r * potential.force(r, parameters)),
      cutoffRadius,
    );
    if (energyIntegral === undefined || virialIntegral === undefined) throw divergence(table, dimensions);
    energy += ((pairCount * solidAngle) / (2 * volume)) * energyIntegral;
    pressure += ((pairCount * solidAngle) / (2 * dimensions * volume ** 2)) * virialIntegral;
  });
  return { energy, pressure };
}
