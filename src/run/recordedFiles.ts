/** Files at the top of a run's folder, of every solver family: a new run replaces those of an earlier one. */
export const recordedFiles = [
  // Molecular dynamics
  "thermo.csv",
  "trajectory.xyz",
  "trajectory.lammpstrj",
  "radialDistribution.csv",
  "displacement.csv",
  // Fluids
  "fluid.csv",
  "gauges.csv",
  "solids.csv",
  "frames.pvd",
] as const;

/** Folders with files of single steps, and the extensions of these. */
export const frameFolders = {
  frames: ["npz", "vtp"],
  surfaces: ["ply", "obj"],
} as const;

export type FrameFolder = keyof typeof frameFolders;
export type FrameExtension<F extends FrameFolder = FrameFolder> = (typeof frameFolders)[F][number];
