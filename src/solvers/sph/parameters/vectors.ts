import { z } from "zod";

/** One number per axis: three, or two in two dimensions. */
export const perAxis = () => z.array(z.number()).min(2).max(3);
