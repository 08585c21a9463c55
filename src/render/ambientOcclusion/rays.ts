import GTAONode from "three/examples/jsm/tsl/display/GTAONode.js";
import { texture } from "three/tsl";
import { type Camera, NodeUpdateType, OrthographicCamera, PerspectiveCamera } from "three/webgpu";
import type { OcclusionTargets } from "./occlusionTargets.ts";

/**
 * Three's own ambient occlusion: Jimenez, Wu, Pesce and Jarabo (2016), "Practical real-time strategies for accurate indirect occlusion".
 * It is made for one camera, while pictures have many: this one follows those of its kind.
 */
export class Rays {
  readonly node: GTAONode;
  private readonly camera: PerspectiveCamera | OrthographicCamera;

  constructor({ surface, depths }: OcclusionTargets, isPerspective: boolean) {
    this.camera = isPerspective ? new PerspectiveCamera() : new OrthographicCamera();
    this.node = new GTAONode(texture(depths), texture(surface.texture), this.camera);
    // Particles may have moved between two pictures of one frame of the screen.
    this.node.updateBeforeType = NodeUpdateType.RENDER;
  }

  /** Follows a camera that three has drawn with. */
  follow({ projectionMatrix, projectionMatrixInverse }: Camera): void {
    this.camera.projectionMatrix.copy(projectionMatrix);
    this.camera.projectionMatrixInverse.copy(projectionMatrixInverse);
  }

  /** What lies farther away keeps no light [length]. */
  set reach(length: number) {
    this.node.radius.value = length;
    // So deep is whatever is seen, behind which light passes.
    this.node.thickness.value = length;
  }
}
