import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { MOUSE, TOUCH, Vector2, Vector3, type WebGPURenderer } from "three/webgpu";
import type { Particles } from "../../core/particles.ts";
import type { GpuContext } from "../../gpu/context.ts";
import type { DrawableParticles } from "../../gpu/drawable.ts";
import { createRenderer } from "../../render/createRenderer.ts";
import { defaultLook } from "../../render/defaultLook.ts";
import { defaultView, fitCamera, type ViewCamera, type ViewName } from "../../render/fitCamera.ts";
import { type Look, ParticleScene } from "../../render/particleScene.ts";
import { type Region, visibleRegion } from "../../render/visibleRegion.ts";

/** What a camera looks along, in world coordinates [length]. */
export interface Ray {
  readonly origin: Vector3;
  /** Of length 1. */
  readonly direction: Vector3;
}

/** The picture of the particles on the page's canvas, with its camera. */
export class View {
  look!: Look;
  viewName: ViewName = "corner";
  isOrthographic = false;
  /** Milliseconds of this thread that the last picture took. */
  drawTime = 0;
  private scene?: ParticleScene;
  private region!: Region;
  private up: 1 | 2 = 1;
  private camera!: ViewCamera;
  private controls?: OrbitControls;

  private constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly renderer: WebGPURenderer,
  ) {}

  static async create(context: GpuContext, canvas: HTMLCanvasElement): Promise<View> {
    const renderer = await createRenderer(context.device, canvas);
    return new View(canvas, renderer);
  }

  /**
   * Shows particles.
   *
   * @param configuration where particles are now, for what the picture should hold
   * @param options.keeps "look": colours and style stay as they are; "all": the camera, too
   */
  show(
    particles: DrawableParticles,
    configuration: Particles,
    { keeps, up }: { readonly keeps: "nothing" | "look" | "all"; readonly up: 1 | 2 },
  ): void {
    this.scene?.dispose();
    if (keeps === "nothing") {
      this.look = { ...defaultLook(particles, configuration), background: this.background };
      this.isOrthographic = particles.box.dimensions === 2;
      this.up = up;
    }
    if (keeps !== "all") this.region = visibleRegion(particles.box, configuration, particles.kinds);
    this.scene = new ParticleScene(this.renderer, particles, this.region, this.look);
    if (keeps !== "all") this.lookFrom(keeps === "nothing" ? defaultView(this.region) : this.viewName);
  }

  setLook(look: Look): void {
    this.look = look;
    this.scene?.setLook(look);
  }

  /** The page's own background, dark or light. */
  private get background(): string {
    return getComputedStyle(this.canvas).getPropertyValue("--canvas").trim() || "#0f141b";
  }

  /** Looks along an axis, or from a corner; all of the region is in the picture. */
  lookFrom(view: ViewName, isOrthographic = this.isOrthographic): void {
    this.viewName = view;
    this.isOrthographic = isOrthographic;
    const { camera, target } = fitCamera(this.region, this.aspect, { view, isOrthographic, up: this.up });
    this.camera = camera;
    this.controls?.dispose();
    this.controls = new OrbitControls(camera, this.canvas);
    this.controls.target.copy(target);
    this.controls.listenToKeyEvents(this.canvas);
    if (this.region.dimensions === 2) {
      this.controls.enableRotate = false;
      this.controls.mouseButtons = { LEFT: MOUSE.PAN, MIDDLE: MOUSE.DOLLY, RIGHT: MOUSE.PAN };
      this.controls.touches = { ONE: TOUCH.PAN, TWO: TOUCH.DOLLY_PAN };
    }
    this.controls.update();
  }

  /** The camera as text for a link, and back. */
  get cameraText(): string {
    const { position, zoom } = this.camera;
    const target = this.controls?.target ?? new Vector3();
    const numbers = [...position.toArray(), ...target.toArray(), zoom];
    return numbers.map((number) => Number(number.toPrecision(5))).join(",");
  }

  set cameraText(text: string) {
    const numbers = text.split(",").map(Number);
    if (numbers.length !== 7 || !numbers.every(Number.isFinite)) return;
    this.camera.position.fromArray(numbers, 0);
    this.controls?.target.fromArray(numbers, 3);
    this.camera.zoom = numbers[6];
    this.camera.updateProjectionMatrix();
    this.controls?.update();
  }

  /** The camera goes by so much along each axis, and looks the same way [length]. */
  travel(way: readonly [number, number, number]): void {
    const shift = new Vector3(...way);
    this.camera.position.add(shift);
    this.controls?.target.add(shift);
  }

  /** What lies under a point of the page. */
  rayAt(clientX: number, clientY: number): Ray {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const [x, y] = [((clientX - left) / width) * 2 - 1, 1 - ((clientY - top) / height) * 2];
    const near = new Vector3(x, y, 0).unproject(this.camera);
    const far = new Vector3(x, y, 1).unproject(this.camera);
    return { origin: near, direction: far.sub(near).normalize() };
  }

  /** Where the camera looks, of length 1. */
  get ahead(): Vector3 {
    return this.camera.getWorldDirection(new Vector3());
  }

  /** What the camera turns about [length]. */
  get target(): Vector3 {
    return this.controls?.target.clone() ?? new Vector3();
  }

  /** Of the picture, where the target lies [length]. */
  get heightAtTarget(): number {
    const { camera } = this;
    if (!("fov" in camera)) return (camera.top - camera.bottom) / camera.zoom;
    return 2 * Math.tan((camera.fov * Math.PI) / 360) * camera.position.distanceTo(this.target);
  }

  /** Draws one picture. */
  draw(): void {
    if (!this.scene) return;
    const start = performance.now();
    this.fit();
    this.controls?.update();
    this.scene.draw(this.camera);
    this.drawTime = performance.now() - start;
  }

  /** Three and the scene let go of the engine's buffers, which stay. */
  dispose(): void {
    this.scene?.dispose();
    this.controls?.dispose();
    this.renderer.dispose();
  }

  private get aspect(): number {
    return Math.max(this.canvas.clientWidth, 1) / Math.max(this.canvas.clientHeight, 1);
  }

  /** Follows the size of the canvas on the page. */
  private fit(): void {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = Math.min(devicePixelRatio, 2);
    const size = this.renderer.getSize(new Vector2());
    if (size.x === clientWidth && size.y === clientHeight && this.renderer.getPixelRatio() === ratio) return;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setPixelRatio(ratio);
    this.renderer.setSize(clientWidth, clientHeight, false);
    if ("aspect" in this.camera) this.camera.aspect = this.aspect;
    else {
      const half = this.camera.top;
      this.camera.left = -half * this.aspect;
      this.camera.right = half * this.aspect;
    }
    this.camera.updateProjectionMatrix();
  }
}
