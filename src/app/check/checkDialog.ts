import type { VerificationRow } from "../../run/verification/verificationRow.ts";
import { element } from "../dom.ts";
import { shortNumber } from "../view/colorBar.ts";
import type { CheckAnswer, CheckRequest } from "./checkProtocol.ts";
import CheckWorker from "./checkWorker.ts?worker";

/** Compares every pass with the float64 reference at the present state, and shows how far they lie apart. */
export class CheckDialog {
  readonly dialog = element("dialog", {
    className: "check",
    attributes: { "aria-label": "Check against the reference" },
  });
  private readonly content = element("div", {});

  constructor() {
    const close = element("button", { onclick: () => this.dialog.close() }, "Close");
    this.dialog.append(element("h2", {}, "Check against the float64 reference"), this.content, close);
  }

  /** Resolves when the answer is shown, or the dialog closed. */
  async run(request: CheckRequest): Promise<void> {
    const particles = request.frame.particles.count.toLocaleString("en");
    const waiting = element("p", { attributes: { role: "status" } });
    this.content.replaceChildren(waiting);
    const start = performance.now();
    const tick = () => {
      const seconds = Math.round((performance.now() - start) / 1000);
      waiting.textContent = `The reference computes ${particles} particles at step ${request.frame.step}, beside the page … ${seconds} s`;
    };
    tick();
    const timer = setInterval(tick, 1000);
    this.dialog.showModal();
    const answer = await this.answerTo(request);
    clearInterval(timer);
    if (answer) this.show(answer, request);
  }

  /** Undefined where the dialog was closed before there was one. */
  private answerTo(request: CheckRequest): Promise<CheckAnswer | undefined> {
    const worker = new CheckWorker();
    return new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => resolve(data);
      worker.onerror = ({ message }) => resolve({ kind: "failed", message });
      this.dialog.addEventListener("close", () => resolve(undefined), { once: true });
      worker.postMessage(request);
    }).finally(() => worker.terminate()) as Promise<CheckAnswer | undefined>;
  }

  private show(answer: CheckAnswer, { frame, steps }: CheckRequest): void {
    if (answer.kind === "failed") {
      this.content.replaceChildren(element("p", { className: "refused" }, answer.message));
      return;
    }
    const failed = answer.rows.filter(({ ok }) => !ok).length;
    const verdict = failed === 0 ? "All passed" : `${failed} of ${answer.rows.length} failed`;
    const summary = `${verdict} on ${answer.adapter}, from the particles of step ${frame.step}, and ${steps} whole steps.`;
    const head = ["pass", "worst error", "tolerance", "verdict", "measured in"];
    this.content.replaceChildren(
      element(
        "p",
        { className: failed === 0 ? "passed" : "refused", attributes: { "data-verdict": verdict } },
        summary,
      ),
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...head.map((text) => element("th", {}, text)))),
        element("tbody", {}, ...answer.rows.map(tableRow)),
      ),
    );
  }
}

function tableRow({ pass, worstError, tolerance, ok, detail }: VerificationRow): HTMLElement {
  const cells = [pass, shortNumber(worstError), shortNumber(tolerance), ok ? "passed" : "FAILED", detail];
  return element("tr", { className: ok ? "" : "failed" }, ...cells.map((text) => element("td", {}, text)));
}
