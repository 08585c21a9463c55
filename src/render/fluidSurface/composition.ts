import { sampler, screenCoordinate, texture, uniform, wgslFn } from "three/tsl";
import { Color, type Node, NodeMaterial, Vector3 } from "three/webgpu";
import { lightDirection } from "../particleMaterials.ts";
import type { FluidTargets } from "./fluidTargets.ts";
import { surfaceNormal } from "./surfaceNormal.ts";
import { aheadOfDepth, type CameraNodes, placeInView } from "../viewGeometry.ts";

/**
 * The colour of a pixel: what lies behind, refracted and absorbed (Beer and Lambert), light that the fluid scatters itself, the sky that
 * its surface reflects (Fresnel's factor by Schlick 1994), and a highlight (Blinn 1977). After van der Laan, Green and Sainz (2009),
 * "Screen space fluid rendering with curvature flow".
 */
const composeFluid = wgslFn(
  `
fn composeFluid(
  at: vec2f,
  depths: texture_2d<f32>,
  thicknesses: texture_2d<f32>,
  behind: texture_2d<f32>,
  linear: sampler,
  behindDepths: texture_depth_2d,
  projection: mat4x4f,
  up: vec3f,
  light: vec3f,
  water: vec3f,
  hasFieldTint: f32,
  absorption: f32,
) -> vec4f {
  let size = vec2f(textureDimensions(depths));
  let ahead = textureLoad(depths, vec2i(at), 0).x;
  let straight = textureLoad(behind, vec2i(at), 0);
  let solid = aheadOfDepth(projection, textureLoad(behindDepths, vec2i(at), 0));
  if (ahead <= 0.0 || solid < ahead) { return vec4f(straight.rgb, 1.0); }

  let normal = surfaceNormal(depths, at, projection);
  let place = placeInView(projection, (2.0 * at / size - 1.0) * vec2f(1.0, -1.0), ahead);
  let isPerspective = projection[2][3] != 0.0;
  let toCamera = select(vec3f(0.0, 0.0, 1.0), normalize(-place), isPerspective);
  let measured = textureSampleLevel(thicknesses, linear, at / size, 0.0);
  let depth = absorption * measured.a;

  // Rays bend towards the normal; one that would meet a solid in front of the fluid goes straight on.
  let bent = at + normal.xy * vec2f(-1.0, 1.0) * 0.06 * size.y * (1.0 - exp(-1.6 * depth));
  let inside = vec2i(clamp(bent, vec2f(0.0), size - 1.0));
  let isBehind = aheadOfDepth(projection, textureLoad(behindDepths, inside, 0)) > ahead;
  let seen = select(straight.rgb, textureSampleLevel(behind, linear, bent / size, 0.0).rgb, isBehind);

  let tint = mix(water, measured.rgb / max(measured.a, 1e-6), hasFieldTint);
  let passed = exp(-depth * (1.15 - tint));
  let facing = max(dot(normal, light), 0.0);
  // Thin fluid scatters less light, but paler; deep fluid darker.
  let scattered = pow(tint, vec3f(1.25 - 0.7 * exp(-depth))) * (0.35 + 0.7 * facing);
  let body = seen * passed + scattered * (1.0 - exp(-1.6 * depth));

  let cosine = max(dot(normal, toCamera), 0.0);
  let fresnel = 0.05 + 0.95 * pow(1.0 - cosine, 4.0);
  let mirrored = reflect(-toCamera, normal);
  let height = smoothstep(-0.3, 0.9, dot(mirrored, up));
  let sky = mix(vec3f(0.32, 0.44, 0.54), vec3f(0.92, 0.97, 1.0), height);
  let half = normalize(light + toCamera);
  let highlight = 0.55 * pow(max(dot(normal, half), 0.0), 90.0);
  return vec4f(mix(body, sky, fresnel) + highlight, 1.0);
}`,
  [aheadOfDepth, placeInView, surfaceNormal] as never,
) as unknown as (inputs: never) => Node<"vec4">;

/** The whole picture, from what the passes before left. */
export function composition(targets: FluidTargets, camera: CameraNodes) {
  const material = new NodeMaterial();
  const hasFieldTint = uniform(0);
  const absorption = uniform(1);
  material.fragmentNode = composeFluid({
    at: screenCoordinate,
    depths: texture(targets.smooth.texture),
    thicknesses: texture(targets.thickness.texture),
    behind: texture(targets.behind.texture),
    linear: sampler(targets.behind.texture),
    behindDepths: texture(targets.behindDepth),
    projection: camera.projection,
    up: camera.up,
    light: uniform(lightDirection),
    water: uniform(new Vector3(...waterColor.toArray())),
    hasFieldTint,
    absorption,
  } as never);
  material.depthTest = material.depthWrite = false;
  return { material, hasFieldTint, absorption };
}

const waterColor = new Color(0.13, 0.47, 0.68);
