// One neighbour j of the same fluid; the members are those of `DensityPair` (densityDiffusions/densityDiffusion.ts).

struct DensityPair {
  separation: vec3f,
  slope: f32,
  densityI: f32,
  densityJ: f32,
  volumeJ: f32,
  gradientI: vec3f,
  gradientJ: vec3f,
  referenceDensity: f32,
  soundSpeed: f32,
  bodyForce: vec3f,
}
