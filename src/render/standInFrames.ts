import type { WebGPURenderer } from "three/webgpu";

type FrameCallback = (time: number) => void;

/** Where three keeps what it asks for the next frame: its inside, and only this file touches it. */
interface WithAnimation {
  readonly _animation: { _context: object };
}

/**
 * Frames for a renderer where no screen gives any: three refreshes what it draws with once a frame, and asks the window
 * for the next one.
 */
export class StandInFrames {
  static readonly #all = new WeakMap<WebGPURenderer, StandInFrames>();
  #next?: FrameCallback;

  static attach(renderer: WebGPURenderer): void {
    const frames = new StandInFrames();
    (renderer as unknown as WithAnimation)._animation._context = {
      requestAnimationFrame(callback: FrameCallback) {
        frames.#next = callback;
        return 1;
      },
      cancelAnimationFrame() {
        frames.#next = undefined;
      },
    };
    StandInFrames.#all.set(renderer, frames);
  }

  /** Begins another frame; does nothing where a screen gives frames. */
  static advance(renderer: WebGPURenderer): void {
    const frames = StandInFrames.#all.get(renderer);
    if (frames) frames.#next?.(performance.now());
  }
}
