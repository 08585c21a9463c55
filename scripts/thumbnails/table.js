/** In two dimensions: particles without gaps between them, and no lines around. */
const flat = ["--radius-scale", "1.5", "--no-outline"];
/** Fewer neighbours, for three dimensions. */
const shortSupport = { "solver.smoothingLengthRatio": 1.3 };

/**
 * How each scenario is shown in the gallery: what is set otherwise than in the scenario (an early end, and where that would
 * still take long a coarser lattice), and options of `corpuscle render`.
 *
 * @type {Readonly<Record<string, { set?: Readonly<Record<string, number>>; options?: readonly string[] }>>}
 */
export const thumbnails = {
  "argon-gas": { set: { "run.steps": 300 }, options: ["--radius-scale", "2.5", "--range", "0,7"] },
  "binary-glass": { set: { "run.steps": 200 }, options: ["--color-by", "type"] },
  couette: { set: { "run.duration": 30 }, options: ["--color-by", "velocity x"] },
  "crystal-minimisation": { set: { "run.steps": 5 }, options: ["--color-by", "potential energy"] },
  "dam-break-2d": {
    set: { "run.duration": 0.55, "setup.spacing": 0.04 },
    options: [...flat, "--region", "-0.1,-0.1,4.1,2.4"],
  },
  "dam-break-3d": { set: { "run.duration": 0.6, "setup.spacing": 0.0625, ...shortSupport } },
  "droplet-splash": { set: { "run.duration": 0.01, ...shortSupport } },
  "elliptical-drop": { set: { "run.duration": 0.004 }, options: flat },
  "falling-bodies": {
    set: { "run.duration": 0.5, "setup.spacing": 0.025 },
    options: [...flat, "--region", "-0.1,-0.1,2.1,1.3", "--colors", "64"],
  },
  fountain: { set: { "run.duration": 0.7, "setup.capacity": 2400 }, options: flat },
  "hydrostatic-tank": { set: { "run.duration": 0.05 }, options: [...flat, "--color-by", "pressure"] },
  "lennard-jones-melt": { set: { "run.steps": 100 }, options: ["--range", "0,3.5"] },
  "lid-driven-cavity": { set: { "run.duration": 1.5 }, options: flat },
  "liquid-argon-nvt": { set: { "run.steps": 500 } },
  "moving-square": {
    set: { "run.duration": 3, "setup.spacing": 0.1 },
    options: [...flat, "--colors", "64"],
  },
  "oscillating-drop": { set: { "run.duration": 0.05 }, options: flat },
  poiseuille: { set: { "run.duration": 30, "setup.spacing": 0.025 }, options: flat },
  "rayleigh-taylor": {
    set: { "run.duration": 3.75, "setup.spacing": 0.03125 },
    options: [...flat, "--color-by", "type", "--hide", "tank"],
  },
  "sloshing-tank": { set: { "run.duration": 0.5, "setup.spacing": 0.01 }, options: flat },
  "taylor-green": { set: { "run.duration": 0.1 }, options: [...flat, "--colors", "64"] },
  "two-dimensional-melting": {
    set: { "run.steps": 2500 },
    options: ["--region", "14,12,46,31", "--no-outline", "--range", "0,3", "--colors", "32"],
  },
  "wca-fluid": { set: { "run.steps": 300 } },
};
