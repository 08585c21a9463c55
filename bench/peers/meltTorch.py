"""The melt with PyTorch: padded rows of neighbours, built again from cells once an atom has gone half a skin; float32.

On a GPU if there is one. Forces and drift are compiled where PyTorch can do that.
"""

import itertools
import math

import torch
from convention import leave_out_large, load_state, measure, read_options

options = read_options()

on_gpu = torch.cuda.is_available()
device = torch.device("cuda" if on_gpu else "cpu")
radius = options.cutoff + options.skin
# Atoms whose candidates are looked at in one go: what a cache holds, or enough for a GPU.
batch = 65_536 if on_gpu else 64


def separation(own, others, edges):
    """Of positions that are given as their coordinates along each axis, each an array of its own."""
    differences = (mine - other for mine, other in zip(own, others))
    return [difference - edge * torch.round(difference / edge) for difference, edge in zip(differences, edges)]


def gather(position, atoms):
    return [axis.index_select(0, atoms.reshape(-1)).view(atoms.shape) for axis in position]


def squared(vector):
    x, y, z = vector
    return x * x + y * y + z * z


def pair_terms(position, edges, rows):
    """Distances, their inverse squares and sixth powers: zero beyond the cutoff and where a row is filled up."""
    distance = separation(position[..., None], gather(position, rows), edges)
    r2 = squared(distance)
    inverse = torch.where((r2 < options.cutoff**2) & (r2 > 0), 1 / r2, torch.zeros_like(r2))
    return distance, inverse, inverse * inverse * inverse


def compute_force(position, edges, rows):
    distance, inverse, s6 = pair_terms(position, edges, rows)
    magnitude = 24 * s6 * (2 * s6 - 1) * inverse
    return torch.stack([(magnitude * axis).sum(1) for axis in distance])


def kick(velocity, force):
    return velocity + 0.5 * options.time_step * force


def kick_and_drift(position, velocity, force, edges, travelled):
    """The new ones, and the largest squared distance from where the list was built."""
    velocity = kick(velocity, force)
    way = options.time_step * velocity
    edge = torch.tensor(edges, device=position.device)[:, None]
    moved, travelled = position + way, travelled + way
    moved = torch.where(moved < 0, moved + edge, moved)
    moved = torch.where(moved >= edge, moved - edge, moved)
    return moved, velocity, travelled, squared(travelled).max()


class Melt:
    def __init__(self):
        position, velocity, edges = load_state(options)
        self.position, self.velocity = (torch.tensor(array.T.copy(), device=device) for array in (position, velocity))
        self.edges = edges.tolist()
        self.atoms = torch.arange(len(position), dtype=torch.int32, device=device)
        self.cells = [max(int(edge / radius), 1) for edge in self.edges]
        # An axis of fewer than three cells has each of them once.
        self.around = list(itertools.product(*(range(-1, min(2, cells - 1)) for cells in self.cells)))
        mean = len(position) / math.prod(self.edges) * 4 / 3 * math.pi * radius**3
        self.room = int(mean + 2 * math.sqrt(mean))
        self.rebuild()
        self.force = compute_force(self.position, self.edges, self.rows)

    def cell(self, place):
        x, y, z = (axis % cells for axis, cells in zip(place, self.cells))
        return (z * self.cells[1] + y) * self.cells[0] + x

    def rebuild(self):
        place = [
            (axis * (cells / edge)).long().clamp(max=cells - 1)
            for axis, edge, cells in zip(self.position, self.edges, self.cells)
        ]
        cell, order = self.cell(place).sort()
        self.position, self.velocity = self.position[:, order], self.velocity[:, order]
        around = torch.stack([self.cell([a + b for a, b in zip(place, offset)]) for offset in self.around], 1)[order]
        counts = torch.bincount(cell, minlength=math.prod(self.cells))
        start = (counts.cumsum(0) - counts).int()
        slots = torch.arange(int(counts.max()), dtype=torch.int32, device=device)
        while True:
            # Rows as wide as before: those of another width would be compiled for anew. An atom fills up its own.
            self.rows = self.atoms[:, None].repeat(1, self.room)
            longest = max(
                self.fill_rows(atoms, start[cells][..., None] + slots, slots < counts[cells][..., None])
                for atoms, cells in zip(self.atoms.split(batch), around.split(batch))
            )
            if longest <= self.room:
                break
            self.room = int(1.15 * longest)
        self.travelled = torch.zeros_like(self.position)

    def fill_rows(self, atoms, others, filled):
        """Of the candidates, (atoms, cells, slots), those in slots that are filled. Returns the longest row's length."""
        others = others.flatten(1).clamp(max=len(self.atoms) - 1)
        own = self.position[:, atoms.long(), None]
        r2 = squared(separation(own, gather(self.position, others), self.edges))
        near = (r2 < radius**2) & filled.flatten(1) & (others != atoms[:, None])
        slot = near.cumsum(1, dtype=torch.int32) - 1
        row, candidate = (near & (slot < self.room)).nonzero(as_tuple=True)
        self.rows[atoms[row].long(), slot[row, candidate].long()] = others[row, candidate]
        return int(slot[:, -1].max()) + 1

    def step(self):
        self.position, self.velocity, self.travelled, farthest = kick_and_drift(
            self.position, self.velocity, self.force, self.edges, self.travelled
        )
        if farthest > (0.5 * options.skin) ** 2:
            self.rebuild()
        self.force = compute_force(self.position, self.edges, self.rows)
        self.velocity = kick(self.velocity, self.force)

    def energies(self):
        _, _, s6 = pair_terms(self.position, self.edges, self.rows)
        potential = (2 * s6 * (s6 - 1)).sum(dtype=torch.float64).item() / len(self.atoms)
        return potential, potential + 0.5 * self.velocity.double().square().sum().item() / len(self.atoms)


def warm_up():
    warm = Melt()
    warm.step()
    warm.rebuild()
    warm.energies()


if not on_gpu:
    leave_out_large(options, len(load_state(options)[0]))

plain = compute_force, kick_and_drift
try:
    compute_force, kick_and_drift = (torch.compile(function) for function in plain)
    warm_up()
    how = "compiled"
except Exception:  # of a PyTorch before 2, or one without a compiler
    compute_force, kick_and_drift = plain
    warm_up()
    how = "not compiled"

name = torch.cuda.get_device_name() if on_gpu else "CPU"
measure(Melt(), options.steps, torch.cuda.synchronize if on_gpu else lambda: None, f"{name}, {how}")
