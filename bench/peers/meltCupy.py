"""The melt with CuPy on an NVIDIA GPU: kernels of its own for list, forces and drift, arrays for the rest; float32.

Cells and a Verlet list that is built again once an atom has gone half a skin. No GPU has run it yet: bench/README.md says
what was checked.
"""

import math

import cupy as cp
import numpy as np
from convention import load_state, measure, read_options, say_missing

options = read_options()

try:
    devices = cp.cuda.runtime.getDeviceCount()
except cp.cuda.runtime.CUDARuntimeError:
    devices = 0
if devices == 0:
    say_missing("CuPy finds no CUDA device")

radius_squared = np.float32((options.cutoff + options.skin) ** 2)
cutoff_squared = np.float32(options.cutoff**2)
travel_squared = (0.5 * options.skin) ** 2
time_step = np.float32(options.time_step)
half_step = np.float32(0.5 * options.time_step)
threads = 128

module = cp.RawModule(
    code=r"""
__device__ float nearest(float difference, float edge) {
  if (difference > 0.5f * edge) return difference - edge;
  if (difference < -0.5f * edge) return difference + edge;
  return difference;
}

__device__ float squared_distance(float3 own, const float* other, const float* edges, float3* d) {
  d->x = nearest(own.x - other[0], edges[0]);
  d->y = nearest(own.y - other[1], edges[1]);
  d->z = nearest(own.z - other[2], edges[2]);
  return d->x * d->x + d->y * d->y + d->z * d->z;
}

// Neighbour k of an atom lies beside those of its neighbours in the array, so that a warp reads whole lines.
extern "C" __global__ void build_list(const float* position, const float* edges, const int* cells, const int* cell,
                                      const int* start, int count, float radius_squared, int room, int* rows,
                                      int* lengths) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count) return;
  const float3 own = make_float3(position[3 * i], position[3 * i + 1], position[3 * i + 2]);
  const int place[3] = {cell[i] % cells[0], cell[i] / cells[0] % cells[1], cell[i] / (cells[0] * cells[1])};
  int from[3], to[3];
  for (int axis = 0; axis < 3; axis++) {
    // An axis of fewer than three cells has each of them once.
    from[axis] = place[axis] + cells[axis] - 1;
    to[axis] = from[axis] + min(3, cells[axis]);
  }
  int found = 0;
  for (int z = from[2]; z < to[2]; z++)
    for (int y = from[1]; y < to[1]; y++)
      for (int x = from[0]; x < to[0]; x++) {
        const int other = (z % cells[2] * cells[1] + y % cells[1]) * cells[0] + x % cells[0];
        for (int j = start[other]; j < start[other + 1]; j++) {
          float3 d;
          if (j == i || squared_distance(own, position + 3 * j, edges, &d) >= radius_squared) continue;
          if (found < room) rows[(size_t)found * count + i] = j;
          found++;
        }
      }
  lengths[i] = found;
}

// Forces, and half the potential energy of an atom's pairs.
extern "C" __global__ void compute_force(const float* position, const float* edges, int count, float cutoff_squared,
                                         const int* rows, const int* lengths, float* force, float* energy) {
  const int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count) return;
  const float3 own = make_float3(position[3 * i], position[3 * i + 1], position[3 * i + 2]);
  float3 sum = make_float3(0, 0, 0);
  float half = 0;
  const int length = lengths[i];
  for (int k = 0; k < length; k++) {
    float3 d;
    const float r2 = squared_distance(own, position + 3 * rows[(size_t)k * count + i], edges, &d);
    if (r2 >= cutoff_squared) continue;
    const float inverse = 1 / r2;
    const float s6 = inverse * inverse * inverse;
    const float magnitude = 24 * s6 * (2 * s6 - 1) * inverse;
    sum.x += magnitude * d.x;
    sum.y += magnitude * d.y;
    sum.z += magnitude * d.z;
    half += 2 * s6 * (s6 - 1);
  }
  force[3 * i] = sum.x;
  force[3 * i + 1] = sum.y;
  force[3 * i + 2] = sum.z;
  energy[i] = half;
}
""",
    options=("--use_fast_math",),
)
build_list, compute_force = module.get_function("build_list"), module.get_function("compute_force")

kick_and_drift = cp.ElementwiseKernel(
    "float32 force, float32 edge, float32 time_step",
    "float32 position, float32 velocity, float32 travelled",
    """
    velocity += 0.5f * time_step * force;
    travelled += time_step * velocity;
    position += time_step * velocity;
    if (position < 0) position += edge;
    if (position >= edge) position -= edge;
    """,
    "kick_and_drift",
)


class Melt:
    def __init__(self):
        position, velocity, edges = load_state(options)
        self.count = len(position)
        self.position, self.velocity, self.edges = cp.array(position), cp.array(velocity), cp.array(edges)
        radius = options.cutoff + options.skin
        self.cells = cp.array(np.maximum((edges / radius).astype(np.int32), 1))
        self.bounds = cp.arange(int(self.cells.prod()) + 1, dtype=cp.int32)
        mean = self.count / float(np.prod(edges.astype(float))) * 4 / 3 * math.pi * radius**3
        self.rows = self.room(int(mean + 4 * math.sqrt(mean) + 8))
        self.lengths = cp.empty(self.count, cp.int32)
        self.force, self.energy = cp.empty_like(self.position), cp.empty(self.count, cp.float32)
        self.rebuild()
        self.compute_force()

    def room(self, capacity):
        return cp.empty((min(capacity, self.count), self.count), cp.int32)

    def run(self, kernel, *arguments):
        blocks = (self.count + threads - 1) // threads
        kernel((blocks,), (threads,), arguments)

    def rebuild(self):
        x, y, z = cp.minimum((self.position / self.edges * self.cells).astype(cp.int32), self.cells - 1).T
        cell = (z * self.cells[1] + y) * self.cells[0] + x
        order = cp.argsort(cell)
        self.position, self.velocity, cell = self.position[order], self.velocity[order], cell[order]
        start = cp.searchsorted(cell, self.bounds).astype(cp.int32)
        while True:
            arguments = (np.int32(self.count), radius_squared, np.int32(len(self.rows)), self.rows, self.lengths)
            self.run(build_list, self.position, self.edges, self.cells, cell, start, *arguments)
            longest = int(self.lengths.max())
            if longest <= len(self.rows):
                break
            self.rows = self.room(int(1.15 * longest))
        self.travelled = cp.zeros_like(self.position)

    def compute_force(self):
        arguments = (np.int32(self.count), cutoff_squared, self.rows, self.lengths, self.force, self.energy)
        self.run(compute_force, self.position, self.edges, *arguments)

    def step(self):
        kick_and_drift(self.force, self.edges, time_step, self.position, self.velocity, self.travelled)
        if float(cp.square(self.travelled).sum(axis=1).max()) > travel_squared:
            self.rebuild()
        self.compute_force()
        self.velocity += half_step * self.force

    def energies(self):
        potential = float(self.energy.sum(dtype=float)) / self.count
        kinetic = 0.5 * float(cp.square(self.velocity.astype(float)).sum()) / self.count
        return potential, potential + kinetic


warm = Melt()
warm.step()
warm.rebuild()
warm.energies()

measure(Melt(), options.steps, cp.cuda.Device().synchronize)
