// One neighbour j of the same fluid as a surface tension sees it (surfaceTensions/surfaceTensionModel.ts).

struct SurfacePair {
  separation: vec3f,
  distanceSquared: f32,
  massJ: f32,
  densityI: f32,
  densityJ: f32,
  referenceDensity: f32,
  // What `surfaceNormal` made of the colour gradients.
  normalI: vec4f,
  normalJ: vec4f,
}
