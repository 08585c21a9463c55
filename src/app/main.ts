import "./styles.css";
import { Laboratory } from "./laboratory.ts";
import { fullPageProblem } from "./messages/notices.ts";

const root = document.getElementById("page") as HTMLElement;

try {
  const laboratory = await Laboratory.start(root);
  // For the console, and for tests of the page: what is open, and what draws it.
  Object.assign(globalThis, { corpuscle: laboratory });
} catch (error) {
  root.replaceChildren(fullPageProblem(error));
}
