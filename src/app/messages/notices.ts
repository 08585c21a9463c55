import { element } from "../dom.ts";
import { problemOf } from "./pageProblem.ts";

/** How long a passing notice stays [ms]. */
const shortly = 5000;

/** What can be done about a notice. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

/** Says what happens, at the edge of the page: for a while, or until it is closed. */
export class Notices {
  readonly root = element("div", {
    className: "notices",
    attributes: { role: "status", "aria-live": "polite" },
  });

  /** A passing remark. */
  tell(text: string, action?: NoticeAction): void {
    const notice = this.add("notice", element("p", {}, text), action);
    setTimeout(() => notice.remove(), shortly);
  }

  /** What went wrong, which stays until it is closed. */
  problem(error: unknown, action?: NoticeAction): void {
    const { title, lines } = problemOf(error);
    const text = element(
      "div",
      {},
      element("strong", {}, title),
      ...lines.map((line) => element("p", {}, line)),
    );
    this.add("notice problem", text, action);
  }

  clear(): void {
    this.root.replaceChildren();
  }

  private add(className: string, content: HTMLElement, action?: NoticeAction): HTMLElement {
    const notice = element("div", { className }, content);
    const button = (label: string, onclick: () => void) =>
      notice.append(element("button", { onclick: () => (notice.remove(), onclick()) }, label));
    if (action) button(action.label, action.run);
    button("Close", () => undefined);
    this.root.append(notice);
    return notice;
  }
}

/** A problem in place of the page's canvas: there is nothing to show. */
export function fullPageProblem(error: unknown): HTMLElement {
  const { title, lines } = problemOf(error);
  return element(
    "section",
    { className: "full-problem", attributes: { role: "alert" } },
    element("h1", {}, title),
    ...lines.map((line) => element("p", {}, line)),
    element("button", { onclick: () => location.reload() }, "Try again"),
  );
}
