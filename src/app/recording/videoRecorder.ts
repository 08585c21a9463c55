import { download } from "../dom.ts";

const frameRate = 30;
/** Formats in the order of how widely they play. */
const formats = ["video/mp4;codecs=avc1.42E01E", "video/webm;codecs=vp9", "video/webm"];

/** Records the canvas as a video, which is saved when the recording ends. */
export class VideoRecorder {
  private recorder?: MediaRecorder;

  constructor(private readonly onChange: (isRecording: boolean) => void) {}

  /**
   * Begins a recording, or ends the one that goes on.
   *
   * @throws Error where the browser records no canvas
   */
  toggle(canvas: HTMLCanvasElement, name: string): void {
    if (this.recorder) {
      this.recorder.stop();
      return;
    }
    const mimeType = formats.find((format) => globalThis.MediaRecorder?.isTypeSupported(format));
    if (!mimeType) throw new Error("This browser records no video; “Picture” saves single frames.");
    const pieces: Blob[] = [];
    const recorder = new MediaRecorder(canvas.captureStream(frameRate), {
      mimeType,
      videoBitsPerSecond: 12e6,
    });
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      this.recorder = undefined;
      this.onChange(false);
      const ending = mimeType.includes("mp4") ? "mp4" : "webm";
      download(`${name}.${ending}`, new Blob(pieces, { type: mimeType }));
    };
    recorder.start(1000);
    this.recorder = recorder;
    this.onChange(true);
  }
}
