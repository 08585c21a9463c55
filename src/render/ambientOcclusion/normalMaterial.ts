import { Fn, vec4 } from "three/tsl";
import type { NodeMaterial } from "three/webgpu";
import { impostor, nearHalf } from "../impostor.ts";
import type { ParticleNodes } from "../particleNodes.ts";

/** Spheres as they are seen, with their depth, but with their normals in view space for a colour. */
export function normalMaterial(nodes: Pick<ParticleNodes, "place" | "radius">): NodeMaterial {
  const { material, ...sphere } = impostor(nodes);
  const { across } = sphere;
  const { normal, depth } = nearHalf(sphere);
  material.depthNode = depth;
  material.fragmentNode = Fn(() => {
    across.dot(across).greaterThan(1).discard();
    return vec4(normal, 1);
  })();
  return material;
}
