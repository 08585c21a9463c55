// The largest speed² and acceleration² of a step, from (speed², acceleration²) of some of its particles: floats from 0 up are in the order of their bits.

fn keepLargest(slot: u32, largest: vec4f) {
  let bits = bitcast<vec4u>(largest);
  atomicMax(&status.largestSpeedSquared, bits.x);
  atomicMax(&status.largestAccelerationSquared, bits.y);
}
