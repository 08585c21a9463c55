fn applyControl(index: u32) {
  if (status.halt != halt_running) { return; }
  let record = velocity[index];
  velocity[index] = vec4f(control.velocityFactor * record.xyz + control.forceFactor * force[index].xyz, record.w);
}
