import type { BenchSuite } from "../benchSuite.ts";
import { damBreak } from "./damBreak.ts";
import { melt, small } from "./melt.ts";
import { roofline } from "./roofline.ts";
import { scaling } from "./scaling.ts";

/** Every suite; one line here, and the command has it. */
export const benchSuites: readonly BenchSuite[] = [small, melt, damBreak, scaling, roofline];
