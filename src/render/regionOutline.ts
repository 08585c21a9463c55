import { BoxGeometry, EdgesGeometry, LineBasicNodeMaterial, LineSegments, type Color } from "three/webgpu";
import type { Region } from "./visibleRegion.ts";

/** The edges of a region; of a flat one, a rectangle. */
export function regionOutline({ lengths, lower, dimensions }: Region, color: Color): LineSegments {
  const edges = lengths.map((length, axis) => (axis < dimensions ? length : 0));
  const solid = new BoxGeometry(edges[0], edges[1], edges[2]);
  const geometry = new EdgesGeometry(solid, 1);
  solid.dispose();
  const outline = new LineSegments(geometry, new LineBasicNodeMaterial({ color }));
  outline.position.set(...(edges.map((edge, axis) => lower[axis] + edge / 2) as [number, number, number]));
  return outline;
}
