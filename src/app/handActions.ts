import type { Page } from "./page.ts";
import { dropObstacle, makeHeld } from "./session/obstacles.ts";
import type { HandActions, TakenSolid } from "./view/hand.ts";

/** What the hand does to the scenario that a page plays. */
export function handActions(page: Page): HandActions {
  return {
    async stir(stroke) {
      const { session } = page;
      session?.addNotice(
        "Particles were moved by hand while it ran: the scenario alone does not lead to this state.",
      );
      await session?.playback.between(async () => session.course.stir?.(stroke));
    },
    take: (x, y) => takeSolid(page, x, y),
    drop: (obstacle, at) => page.changeSolids((session) => dropObstacle(session, obstacle, at.toArray())),
  };
}

async function takeSolid(page: Page, x: number, y: number): Promise<TakenSolid | undefined> {
  const found = await page.particleAt(x, y);
  if (!found || found.kind.role === "fluid") return undefined;
  const { name } = found.kind;
  let canMove = false;
  await page.changeSolids(async (session) => {
    canMove = await makeHeld(session, name);
    if (!canMove) page.notices.tell(`${name} cannot be moved by hand: it has a motion of its own.`);
  });
  const { session } = page;
  if (!session || !canMove) return undefined;
  const grip = await session.playback.between(async () => session.course.grip?.(name));
  return grip && { grip, at: found.at };
}
