"""The melt with NumPy alone: arrays of pairs from cells, each pair once, kept until an atom has gone half a skin; float32."""

import itertools
import time

import numpy as np
from convention import leave_out_large, load_state, read_options, say_energies

options = read_options()


def find_pairs(position, edges, radius):
    """Index arrays of all pairs within the radius, each once."""
    cells = np.maximum((edges / radius).astype(int), 1)
    if cells.min() < 3:
        first, second = np.triu_indices(len(position), 1)
        return within(position, edges, radius, first, second)
    place = np.minimum((position / edges * cells).astype(int), cells - 1)
    cell = (place[:, 2] * cells[1] + place[:, 1]) * cells[0] + place[:, 0]
    order = np.argsort(cell, kind="stable")
    start = np.searchsorted(cell[order], np.arange(np.prod(cells) + 1))
    found = []
    for offset in itertools.product((-1, 0, 1), repeat=3):
        other = (place + offset) % cells
        target = (other[:, 2] * cells[1] + other[:, 1]) * cells[0] + other[:, 0]
        lengths = start[target + 1] - start[target]
        first = np.repeat(np.arange(len(position)), lengths)
        slot = np.arange(len(first)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        second = order[np.repeat(start[target], lengths) + slot]
        once = first < second
        found.append(within(position, edges, radius, first[once], second[once]))
    return tuple(np.concatenate(part) for part in zip(*found))


def within(position, edges, radius, first, second):
    close = np.sum(separation(position, edges, first, second) ** 2, axis=1) < radius**2
    return first[close], second[close]


def separation(position, edges, first, second):
    difference = position[first] - position[second]
    return difference - edges * np.rint(difference / edges)


def pair_terms(position, edges, pairs):
    """Force on the first of each pair, and the potential energy of all."""
    difference = separation(position, edges, *pairs)
    r2 = np.einsum("ij,ij->i", difference, difference)
    inverse = np.where(r2 < np.float32(options.cutoff**2), 1 / r2, np.float32(0))
    s6 = inverse**3
    return (24 * s6 * (2 * s6 - 1) * inverse)[:, None] * difference, 4 * np.sum(s6 * (s6 - 1), dtype=float)


def forces(position, edges, pairs):
    pull, _ = pair_terms(position, edges, pairs)
    count = len(position)
    sums = [
        np.bincount(pairs[0], pull[:, axis], count) - np.bincount(pairs[1], pull[:, axis], count) for axis in range(3)
    ]
    return np.stack(sums, axis=1).astype(np.float32)


def energies(position, velocity, edges, pairs):
    _, potential = pair_terms(position, edges, pairs)
    kinetic = 0.5 * np.sum(velocity.astype(float) ** 2)
    return potential / len(position), (potential + kinetic) / len(position)


position, velocity, edges = load_state(options)
leave_out_large(options, len(position))
time_step = np.float32(options.time_step)
radius = options.cutoff + options.skin
pairs = find_pairs(position, edges, radius)
force = forces(position, edges, pairs)
travelled = np.zeros_like(position)
at_start = energies(position, velocity, edges, pairs)

begun = time.perf_counter()
for _ in range(options.steps):
    velocity += time_step / 2 * force
    way = time_step * velocity
    travelled += way
    position = (position + way) % edges
    if np.max(np.sum(travelled**2, axis=1)) > (0.5 * options.skin) ** 2:
        pairs = find_pairs(position, edges, radius)
        travelled[:] = 0
    force = forces(position, edges, pairs)
    velocity += time_step / 2 * force
say_energies(time.perf_counter() - begun, at_start, energies(position, velocity, edges, pairs))
