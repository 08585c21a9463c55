// Forces alone, where no step comes before them.

fn isDue() -> bool { return status.halt == halt_running; }

fn finish(own: Own, sums: ptr<function, Sums>) { force[own.index] = vec4f((*sums).force, 0.0); }
