import type { FluidModel } from "./model.ts";
import { viscosityOf } from "./viscosities/index.ts";

/**
 * WGSL of all viscosities of a model: `fn viscousFactors(pair: Pair) -> vec2f`, of separation and of velocity, and what they come to,
 * `fn viscousAcceleration(pair: Pair) -> vec3f`.
 */
export function viscousCode({ viscosities }: FluidModel): string {
  const models = viscosities.map((entry) => viscosityOf(entry).model);
  const fragments = [...new Set(models.map(({ wgsl }) => wgsl))];
  const terms = models.map(({ wgslFunction }, index) => `${wgslFunction}(pair, fluid.viscosity${index})`);
  const sum = terms.length > 0 ? terms.join(" + ") : "vec2f(0.0)";
  return `${fragments.join("\n")}
fn viscousFactors(pair: Pair) -> vec2f { return ${sum}; }
fn viscousAcceleration(pair: Pair) -> vec3f {
  let factors = viscousFactors(pair);
  return factors.x * pair.separation + factors.y * pair.velocity;
}`;
}
