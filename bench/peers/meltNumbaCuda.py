"""The melt with Numba on an NVIDIA GPU: float32, cells and a Verlet list by kernels, built again once an atom has gone half a skin.

Checked in Numba's simulator of CUDA alone (NUMBA_ENABLE_CUDASIM=1): no GPU has run it yet.
"""

import math

from convention import load_state, measure, read_options, say_missing

options = read_options()

import numpy as np  # noqa: E402
from numba import cuda, float32, int32  # noqa: E402

if not cuda.is_available():
    say_missing("Numba finds no CUDA device")

radius_squared = np.float32((options.cutoff + options.skin) ** 2)
cutoff_squared = np.float32(options.cutoff**2)
travel_squared = np.float32((0.5 * options.skin) ** 2)
time_step = np.float32(options.time_step)
half_step = np.float32(0.5 * options.time_step)
threads = 128


@cuda.jit(device=True)
def nearest(difference, edge):
    if difference > float32(0.5) * edge:
        return difference - edge
    if difference < float32(-0.5) * edge:
        return difference + edge
    return difference


@cuda.jit(device=True)
def cell_along(place, edge, cells):
    return min(int32(place / edge * float32(cells)), cells - 1)


@cuda.jit
def count_cells(position, edges, cells, cell_of, arrival, counts):
    i = cuda.grid(1)
    if i < position.shape[0]:
        x = cell_along(position[i, 0], edges[0], cells[0])
        y = cell_along(position[i, 1], edges[1], cells[1])
        z = cell_along(position[i, 2], edges[2], cells[2])
        cell = (z * cells[1] + y) * cells[0] + x
        cell_of[i] = cell
        arrival[i] = cuda.atomic.add(counts, cell, 1)


@cuda.jit
def scatter(cell_of, arrival, start, position, velocity, sorted_position, sorted_velocity):
    i = cuda.grid(1)
    if i < position.shape[0]:
        row = start[cell_of[i]] + arrival[i]
        for axis in range(3):
            sorted_position[row, axis] = position[i, axis]
            sorted_velocity[row, axis] = velocity[i, axis]


@cuda.jit
def build_list(position, edges, cells, start, rows, lengths):
    """Row k of an atom lies beside those of its neighbours in the array, so that a warp reads whole lines."""
    i = cuda.grid(1)
    if i >= position.shape[0]:
        return
    px, py, pz = position[i, 0], position[i, 1], position[i, 2]
    x = cell_along(px, edges[0], cells[0])
    y = cell_along(py, edges[1], cells[1])
    z = cell_along(pz, edges[2], cells[2])
    found = 0
    # An axis of fewer than three cells has each of them once.
    for c in range(min(3, cells[2])):
        for b in range(min(3, cells[1])):
            for a in range(min(3, cells[0])):
                cz = (z + c + cells[2] - 1) % cells[2]
                cy = (y + b + cells[1] - 1) % cells[1]
                cx = (x + a + cells[0] - 1) % cells[0]
                cell = (cz * cells[1] + cy) * cells[0] + cx
                for j in range(start[cell], start[cell + 1]):
                    dx = nearest(px - position[j, 0], edges[0])
                    dy = nearest(py - position[j, 1], edges[1])
                    dz = nearest(pz - position[j, 2], edges[2])
                    if dx * dx + dy * dy + dz * dz < radius_squared and j != i:
                        if found < rows.shape[0]:
                            rows[found, i] = j
                        found += 1
    lengths[i] = found


@cuda.jit(fastmath=True)
def compute_force(position, edges, rows, lengths, force):
    """Forces, and in the fourth column half the potential energy of an atom's pairs."""
    i = cuda.grid(1)
    if i >= position.shape[0]:
        return
    px, py, pz = position[i, 0], position[i, 1], position[i, 2]
    fx = fy = fz = energy = float32(0)
    for k in range(lengths[i]):
        j = rows[k, i]
        dx = nearest(px - position[j, 0], edges[0])
        dy = nearest(py - position[j, 1], edges[1])
        dz = nearest(pz - position[j, 2], edges[2])
        r2 = dx * dx + dy * dy + dz * dz
        if r2 < cutoff_squared:
            inverse = float32(1) / r2
            s6 = inverse * inverse * inverse
            magnitude = float32(24) * s6 * (float32(2) * s6 - float32(1)) * inverse
            fx += magnitude * dx
            fy += magnitude * dy
            fz += magnitude * dz
            energy += float32(2) * s6 * (s6 - float32(1))
    force[i, 0], force[i, 1], force[i, 2], force[i, 3] = fx, fy, fz, energy


@cuda.jit
def kick_and_drift(position, velocity, force, edges, travelled, due):
    i = cuda.grid(1)
    if i >= position.shape[0]:
        return
    r2 = float32(0)
    for axis in range(3):
        v = velocity[i, axis] + half_step * force[i, axis]
        velocity[i, axis] = v
        way = travelled[i, axis] + time_step * v
        travelled[i, axis] = way
        r2 += way * way
        moved = position[i, axis] + time_step * v
        if moved < float32(0):
            moved += edges[axis]
        if moved >= edges[axis]:
            moved -= edges[axis]
        position[i, axis] = moved
    if r2 > travel_squared:
        due[0] = 1


@cuda.jit
def kick(velocity, force):
    i = cuda.grid(1)
    if i < velocity.shape[0]:
        for axis in range(3):
            velocity[i, axis] += half_step * force[i, axis]


class Melt:
    def __init__(self):
        position, velocity, edges = load_state(options)
        self.count = len(position)
        self.blocks = (self.count + threads - 1) // threads
        self.position, self.velocity = cuda.to_device(position), cuda.to_device(velocity)
        self.edges = cuda.to_device(edges)
        radius = options.cutoff + options.skin
        cells = np.maximum((edges / radius).astype(np.int32), 1)
        self.cell_count = int(np.prod(cells))
        self.cells = cuda.to_device(cells)
        mean = self.count / float(np.prod(edges.astype(float))) * 4 / 3 * math.pi * radius**3
        self.rows = self.room(int(mean + 4 * math.sqrt(mean) + 8))
        self.lengths, self.cell_of, self.arrival = (cuda.device_array(self.count, np.int32) for _ in range(3))
        self.force = cuda.device_array((self.count, 4), np.float32)
        self.due = cuda.to_device(np.zeros(1, np.int32))
        self.rebuild()
        self.run(compute_force, self.position, self.edges, self.rows, self.lengths, self.force)

    def room(self, capacity):
        return cuda.device_array((min(capacity, self.count), self.count), np.int32)

    def run(self, kernel, *arguments):
        kernel[self.blocks, threads](*arguments)

    def rebuild(self):
        counts = cuda.to_device(np.zeros(self.cell_count, np.int32))
        self.run(count_cells, self.position, self.edges, self.cells, self.cell_of, self.arrival, counts)
        # Numba has no scan of its own: cells are few beside atoms.
        start = cuda.to_device(np.concatenate(([0], np.cumsum(counts.copy_to_host()))).astype(np.int32))
        position, velocity = (cuda.device_array((self.count, 3), np.float32) for _ in range(2))
        self.run(scatter, self.cell_of, self.arrival, start, self.position, self.velocity, position, velocity)
        self.position, self.velocity = position, velocity
        while True:
            self.run(build_list, position, self.edges, self.cells, start, self.rows, self.lengths)
            longest = int(self.lengths.copy_to_host().max())
            if longest <= self.rows.shape[0]:
                break
            self.rows = self.room(int(1.15 * longest))
        self.travelled = cuda.to_device(np.zeros((self.count, 3), np.float32))
        self.due.copy_to_device(np.zeros(1, np.int32))

    def step(self):
        self.run(
            kick_and_drift, self.position, self.velocity, self.force, self.edges, self.travelled, self.due
        )
        if self.due.copy_to_host()[0]:
            self.rebuild()
        self.run(compute_force, self.position, self.edges, self.rows, self.lengths, self.force)
        self.run(kick, self.velocity, self.force)

    def energies(self):
        potential = self.force.copy_to_host()[:, 3].sum(dtype=float) / self.count
        kinetic = 0.5 * np.sum(self.velocity.copy_to_host().astype(float) ** 2) / self.count
        return potential, potential + kinetic


warm = Melt()
warm.step()
warm.rebuild()

measure(Melt(), options.steps, cuda.synchronize)
