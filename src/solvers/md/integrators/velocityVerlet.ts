import { type IntegratorPasses, plainMotion } from "./integratorPasses.ts";

/** Velocity Verlet: Swope, Andersen, Berens & Wilson, J. Chem. Phys. 76, 637 (1982). */
export const velocityVerlet: IntegratorPasses = plainMotion;
