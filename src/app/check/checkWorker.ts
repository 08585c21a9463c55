import { buildScenario } from "../../run/buildScenario.ts";
import { parseScenario } from "../../run/scenario/parseScenario.ts";
import { openBrowserDevice } from "../device/openBrowserDevice.ts";
import type { CheckAnswer, CheckRequest } from "./checkProtocol.ts";

/** The float64 reference takes seconds to minutes: it works here, beside the page, with a device of its own. */
addEventListener("message", (event: MessageEvent<CheckRequest>) => {
  void check(event.data).then(
    (answer) => postMessage(answer),
    (error: unknown) =>
      postMessage({ kind: "failed", message: (error as Error).message } satisfies CheckAnswer),
  );
});

async function check({ scenario, files, frame, steps }: CheckRequest): Promise<CheckAnswer> {
  const context = await openBrowserDevice();
  try {
    const built = await buildScenario(parseScenario(scenario), async (path) => {
      const bytes = files.get(path);
      if (!bytes) throw new Error(`${path} is not at hand`);
      return bytes;
    });
    const { rows } = await built.startingFrom(frame).verify(context, { steps });
    return { kind: "rows", rows, adapter: context.adapter.description };
  } finally {
    context.destroy();
  }
}
