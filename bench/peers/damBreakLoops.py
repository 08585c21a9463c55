"""The loops of the dam break with Numba: cells, Verlet lists, walls, forces and rates, the two halves of a step; all cores, float32.

`place` and `wall` hold positions and the pressure that acts, `flow` velocity and density, `p` the numbers of the model.
"""

import math

import numpy as np
from numba import njit, prange

fast = dict(parallel=True, fastmath=True, cache=True)
f32 = np.float32

# Cells to a list radius: two leave less than half the candidates that one would.
REACH = 2

# Places of the numbers of the model in their tuple.
INVERSE_H, VALUE, SLOPE, MASS, REST, STIFFNESS, EXPONENT, DIFFUSION, HEAD, VISCOSITY, SOFTENING, GRAVITY = range(12)


@njit(inline="always")
def slope_at(r2, p):
    """(dW/dr)/r; 0 beyond the support, so that nothing has to ask."""
    u = max(f32(1) - f32(0.5) * math.sqrt(r2) * p[INVERSE_H], f32(0))
    return p[SLOPE] * u * u * u


@njit(inline="always")
def value_at(r2, p):
    q = math.sqrt(r2) * p[INVERSE_H]
    u = max(f32(1) - f32(0.5) * q, f32(0))
    return p[VALUE] * u * u * u * u * (f32(1) + f32(2) * q)


@njit(inline="always")
def pressure_of(density, p):
    return p[STIFFNESS] * f32(math.expm1(p[EXPONENT] * math.log1p((density - p[REST]) / p[REST])))


@njit(inline="always")
def density_of(pressure, p):
    return p[REST] + p[REST] * f32(math.expm1(math.log1p(max(pressure / p[STIFFNESS], f32(-1))) / p[EXPONENT]))


@njit(cache=True)
def sort_by_cell(position, lower, edge, cells):
    """Counting sort: the order of particles by cell, and where each cell begins."""
    count = position.shape[0]
    cell_of = np.empty(count, np.int32)
    start = np.zeros(cells[0] * cells[1] * cells[2] + 1, np.int32)
    for i in range(count):
        x = min(max(int((position[i, 0] - lower[0]) / edge), 0), cells[0] - 1)
        y = min(max(int((position[i, 1] - lower[1]) / edge), 0), cells[1] - 1)
        z = min(max(int((position[i, 2] - lower[2]) / edge), 0), cells[2] - 1)
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
def build_list(position, start, other, other_start, cells, radius_squared, is_same, rows, lengths):
    """Rows of those of `other` near each particle, both in the order of their cells: whole ranges of rows of cells along x."""
    nx, ny, nz = cells[0], cells[1], cells[2]
    for cell in prange(nx * ny * nz):
        x, y, z = cell % nx, (cell // nx) % ny, cell // (nx * ny)
        first, last = max(x - REACH, 0), min(x + REACH, nx - 1)
        for i in range(start[cell], start[cell + 1]):
            found = 0
            for cz in range(max(z - REACH, 0), min(z + REACH, nz - 1) + 1):
                for cy in range(max(y - REACH, 0), min(y + REACH, ny - 1) + 1):
                    row = (cz * ny + cy) * nx
                    for j in range(other_start[row + first], other_start[row + last + 1]):
                        rx = position[i, 0] - other[j, 0]
                        ry = position[i, 1] - other[j, 1]
                        rz = position[i, 2] - other[j, 2]
                        if rx * rx + ry * ry + rz * rz < radius_squared and not (is_same and j == i):
                            if found < rows.shape[1]:
                                rows[i, found] = j
                            found += 1
            lengths[i] = found


@njit(**fast)
def kick_and_drift(place, flow, acceleration, predicted_rate, origin, time_step, p):
    """Half a kick, the drift, the pressure predicted. Returns the largest squared distance from where the list was built."""
    half = f32(0.5) * time_step
    largest = f32(0)
    for i in prange(place.shape[0]):
        r2 = f32(0)
        for axis in range(3):
            flow[i, axis] += half * acceleration[i, axis]
            place[i, axis] += time_step * flow[i, axis]
            way = place[i, axis] - origin[i, axis]
            r2 += way * way
        place[i, 3] = pressure_of(flow[i, 3] + time_step * predicted_rate[i], p)
        largest = max(largest, r2)
    return largest


@njit(**fast)
def extrapolate_walls(wall, next_density, place, flow, rows, lengths, p):
    """p_w = sum (p_f + rho_f g.(x_w - x_f)) W / sum W; beside it the density of this pressure."""
    for i in prange(wall.shape[0]):
        z = wall[i, 2]
        x, y = wall[i, 0], wall[i, 1]
        weight = f32(0)
        sum_pressure = f32(0)
        for k in range(lengths[i]):
            j = rows[i, k]
            rx, ry, rz = x - place[j, 0], y - place[j, 1], z - place[j, 2]
            w = value_at(rx * rx + ry * ry + rz * rz, p)
            weight += w
            sum_pressure += w * (place[j, 3] + p[GRAVITY] * flow[j, 3] * rz)
        pressure = f32(0)
        if weight > f32(0):
            pressure = sum_pressure / weight
        wall[i, 3] = pressure
        next_density[i] = density_of(pressure, p)


@njit(**fast)
def compute_rates(place, flow, wall, wall_density, rows, lengths, wall_rows, wall_lengths, acceleration, rate, p):
    """Accelerations, body force included, and rates of densities."""
    for i in prange(place.shape[0]):
        x, y, z, pressure = place[i, 0], place[i, 1], place[i, 2], place[i, 3]
        u, v, w, density = flow[i, 0], flow[i, 1], flow[i, 2], flow[i, 3]
        own_volume = p[MASS] / density
        ax = ay = az = f32(0)
        compression = f32(0)
        diffusion = f32(0)
        for k in range(lengths[i]):
            j = rows[i, k]
            rx, ry, rz = x - place[j, 0], y - place[j, 1], z - place[j, 2]
            r2 = rx * rx + ry * ry + rz * rz
            slope = slope_at(r2, p)
            other = flow[j, 3]
            volume = p[MASS] / other
            inverse = f32(1) / (density + other)
            mean = (other * pressure + density * place[j, 3]) * inverse
            along = rx * (u - flow[j, 0]) + ry * (v - flow[j, 1]) + rz * (w - flow[j, 2])
            factor = -(own_volume * own_volume + volume * volume) * mean / p[MASS]
            factor += p[VISCOSITY] * min(along, f32(0)) / (r2 + p[SOFTENING]) * inverse
            ax += factor * slope * rx
            ay += factor * slope * ry
            az += factor * slope * rz
            compression += volume * slope * along
            diffusion += volume * slope * (density - other - p[HEAD] * rz)
        for k in range(wall_lengths[i]):
            j = wall_rows[i, k]
            rx, ry, rz = x - wall[j, 0], y - wall[j, 1], z - wall[j, 2]
            slope = slope_at(rx * rx + ry * ry + rz * rz, p)
            other = wall_density[j]
            volume = p[MASS] / other
            mean = (other * pressure + density * wall[j, 3]) / (density + other)
            factor = -(own_volume * own_volume + volume * volume) * mean / p[MASS]
            ax += factor * slope * rx
            ay += factor * slope * ry
            az += factor * slope * rz
            compression += volume * slope * (rx * u + ry * v + rz * w)
        acceleration[i, 0], acceleration[i, 1], acceleration[i, 2] = ax, ay, az + p[GRAVITY]
        rate[i] = density * compression + p[DIFFUSION] * diffusion


@njit(**fast)
def kick(flow, acceleration, rate, last_rate, predicted_rate, time_step, is_first):
    half = f32(0.5) * time_step
    for i in prange(flow.shape[0]):
        for axis in range(3):
            flow[i, axis] += half * acceleration[i, axis]
        flow[i, 3] += time_step * rate[i]
        predicted_rate[i] = rate[i] if is_first else f32(2) * rate[i] - last_rate[i]
        last_rate[i] = rate[i]


@njit(parallel=True, cache=True)
def count_within(position, other, rows, lengths, radius_squared):
    total = 0
    for i in prange(position.shape[0]):
        for k in range(lengths[i]):
            j = rows[i, k]
            rx, ry, rz = position[i, 0] - other[j, 0], position[i, 1] - other[j, 1], position[i, 2] - other[j, 2]
            if rx * rx + ry * ry + rz * rz < radius_squared:
                total += 1
    return total
