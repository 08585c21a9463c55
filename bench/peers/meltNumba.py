"""The melt with Numba: all cores, float32, cells and a Verlet list that is built again once an atom has gone half a skin."""

import math

from convention import load_state, measure, read_options

options = read_options()

import numpy as np  # noqa: E402  (the folder for compiled code has to be known first)
from numba import njit, prange  # noqa: E402

fast = dict(parallel=True, fastmath=True, cache=True)


@njit(cache=True)
def sort_by_cell(position, edges, cells):
    """Counting sort: the order of atoms by cell, and where each cell begins."""
    count = position.shape[0]
    cell_of = np.empty(count, np.int32)
    start = np.zeros(cells[0] * cells[1] * cells[2] + 1, np.int32)
    for i in range(count):
        x = min(int(position[i, 0] / edges[0] * cells[0]), cells[0] - 1)
        y = min(int(position[i, 1] / edges[1] * cells[1]), cells[1] - 1)
        z = min(int(position[i, 2] / edges[2] * cells[2]), cells[2] - 1)
        cell_of[i] = (z * cells[1] + y) * cells[0] + x
        start[cell_of[i] + 1] += 1
    start = np.cumsum(start).astype(np.int32)
    filled = start.copy()
    order = np.empty(count, np.int32)
    for i in range(count):
        order[filled[cell_of[i]]] = i
        filled[cell_of[i]] += 1
    return order, start


@njit(**fast)
def build_list(position, edges, cells, start, radius_squared, rows, lengths):
    """Rows of neighbours of atoms that lie in the order of their cells, at least three along each axis."""
    nx, ny, nz = cells[0], cells[1], cells[2]
    for cell in prange(nx * ny * nz):
        x, y, z = cell % nx, (cell // nx) % ny, cell // (nx * ny)
        for i in range(start[cell], start[cell + 1]):
            found = 0
            for dz in range(-1, 2):
                for dy in range(-1, 2):
                    for dx in range(-1, 2):
                        # Cells at the other side are seen shifted by an edge.
                        cx, cy, cz = x + dx, y + dy, z + dz
                        sx = sy = sz = np.float32(0)
                        if cx < 0:
                            cx, sx = cx + nx, -edges[0]
                        elif cx >= nx:
                            cx, sx = cx - nx, edges[0]
                        if cy < 0:
                            cy, sy = cy + ny, -edges[1]
                        elif cy >= ny:
                            cy, sy = cy - ny, edges[1]
                        if cz < 0:
                            cz, sz = cz + nz, -edges[2]
                        elif cz >= nz:
                            cz, sz = cz - nz, edges[2]
                        other = (cz * ny + cy) * nx + cx
                        for j in range(start[other], start[other + 1]):
                            rx = position[i, 0] - position[j, 0] - sx
                            ry = position[i, 1] - position[j, 1] - sy
                            rz = position[i, 2] - position[j, 2] - sz
                            if rx * rx + ry * ry + rz * rz < radius_squared and j != i:
                                if found < rows.shape[1]:
                                    rows[i, found] = j
                                found += 1
            lengths[i] = found


@njit(inline="always")
def nearest(difference, edge):
    half = np.float32(0.5) * edge
    if difference > half:
        return difference - edge
    if difference < -half:
        return difference + edge
    return difference


@njit(**fast)
def compute_force(position, edges, cutoff_squared, rows, lengths, force):
    one, two = np.float32(1), np.float32(2)
    for i in prange(position.shape[0]):
        x, y, z = position[i, 0], position[i, 1], position[i, 2]
        fx = fy = fz = np.float32(0)
        for k in range(lengths[i]):
            j = rows[i, k]
            rx = nearest(x - position[j, 0], edges[0])
            ry = nearest(y - position[j, 1], edges[1])
            rz = nearest(z - position[j, 2], edges[2])
            r2 = rx * rx + ry * ry + rz * rz
            if r2 < cutoff_squared:
                inverse = one / r2
                s6 = inverse * inverse * inverse
                magnitude = np.float32(24) * s6 * (two * s6 - one) * inverse
                fx += magnitude * rx
                fy += magnitude * ry
                fz += magnitude * rz
        force[i, 0], force[i, 1], force[i, 2] = fx, fy, fz


@njit(**fast)
def potential_energy(position, edges, cutoff_squared, rows, lengths):
    total = 0.0
    for i in prange(position.shape[0]):
        own = 0.0
        for k in range(lengths[i]):
            j = rows[i, k]
            rx = nearest(position[i, 0] - position[j, 0], edges[0])
            ry = nearest(position[i, 1] - position[j, 1], edges[1])
            rz = nearest(position[i, 2] - position[j, 2], edges[2])
            r2 = rx * rx + ry * ry + rz * rz
            if r2 < cutoff_squared:
                s6 = 1.0 / (r2 * r2 * r2)
                own += 2.0 * s6 * (s6 - 1.0)
        total += own
    return total


@njit(**fast)
def kick_and_drift(position, velocity, force, edges, time_step, travelled):
    """Returns the largest squared distance from where the list was built."""
    half = np.float32(0.5) * time_step
    largest = np.float32(0)
    for i in prange(position.shape[0]):
        r2 = np.float32(0)
        for axis in range(3):
            velocity[i, axis] += half * force[i, axis]
            way = time_step * velocity[i, axis]
            travelled[i, axis] += way
            r2 += travelled[i, axis] * travelled[i, axis]
            moved = position[i, axis] + way
            if moved < 0:
                moved += edges[axis]
            if moved >= edges[axis]:
                moved -= edges[axis]
            position[i, axis] = moved
        largest = max(largest, r2)
    return largest


@njit(**fast)
def kick(velocity, force, time_step):
    half = np.float32(0.5) * time_step
    for i in prange(velocity.shape[0]):
        for axis in range(3):
            velocity[i, axis] += half * force[i, axis]


class Melt:
    def __init__(self):
        self.position, self.velocity, self.edges = load_state(options)
        count = len(self.position)
        self.radius = options.cutoff + options.skin
        self.cutoff_squared = np.float32(options.cutoff**2)
        self.time_step = np.float32(options.time_step)
        self.cells = np.maximum((self.edges / self.radius).astype(np.int64), 1)
        if self.cells.min() < 3:
            # Two cells along an axis would be visited twice: one image of each pair is all that may count.
            self.cells[:] = 1
        mean = count / float(np.prod(self.edges.astype(float))) * 4 / 3 * math.pi * self.radius**3
        self.capacity = int(mean + 4 * math.sqrt(mean) + 8)
        self.force = np.zeros_like(self.position)
        self.travelled = np.zeros_like(self.position)
        self.lengths = np.empty(count, np.int32)
        self.rebuild()
        self.compute_force()

    def rebuild(self):
        if self.cells[0] == 1:
            self.rows, self.lengths = all_pairs(self.position, self.edges, np.float32(self.radius**2))
        else:
            order, start = sort_by_cell(self.position, self.edges, self.cells)
            self.position, self.velocity = self.position[order], self.velocity[order]
            self.build_rows(start)
        self.travelled = np.zeros_like(self.position)

    def build_rows(self, start):
        while True:
            self.rows = np.empty((len(self.position), self.capacity), np.int32)
            build_list(
                self.position, self.edges, self.cells, start, np.float32(self.radius**2), self.rows, self.lengths
            )
            longest = int(self.lengths.max())
            if longest <= self.capacity:
                return
            self.capacity = int(1.15 * longest)

    def compute_force(self):
        compute_force(self.position, self.edges, self.cutoff_squared, self.rows, self.lengths, self.force)

    def step(self):
        arguments = (self.position, self.velocity, self.force, self.edges, self.time_step, self.travelled)
        if kick_and_drift(*arguments) > (0.5 * options.skin) ** 2:
            self.rebuild()
        self.compute_force()
        kick(self.velocity, self.force, self.time_step)

    def energies(self):
        count = len(self.position)
        potential = (
            potential_energy(self.position, self.edges, self.cutoff_squared, self.rows, self.lengths) / count
        )
        return potential, potential + 0.5 * np.sum(self.velocity.astype(float) ** 2) / count


@njit(cache=True)
def all_pairs(position, edges, radius_squared):
    """The list of a box too small for cells."""
    count = position.shape[0]
    rows = np.empty((count, count), np.int32)
    lengths = np.zeros(count, np.int32)
    for i in range(count):
        for j in range(count):
            rx = nearest(position[i, 0] - position[j, 0], edges[0])
            ry = nearest(position[i, 1] - position[j, 1], edges[1])
            rz = nearest(position[i, 2] - position[j, 2], edges[2])
            if rx * rx + ry * ry + rz * rz < radius_squared and i != j:
                rows[i, lengths[i]] = j
                lengths[i] += 1
    return rows, lengths


warm = Melt()
warm.step()
warm.rebuild()
warm.energies()

measure(Melt(), options.steps)
