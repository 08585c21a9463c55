// One neighbour j as particle i sees it; the members are those of `ViscousPair` (viscosities/viscosityModel.ts).

struct Pair {
  separation: vec3f,
  distanceSquared: f32,
  slope: f32,
  velocity: vec3f,
  massI: f32,
  massJ: f32,
  densityI: f32,
  densityJ: f32,
  viscosityI: f32,
  viscosityJ: f32,
  soundSpeed: f32,
}
