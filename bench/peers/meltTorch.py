"""The melt with PyTorch: padded rows of neighbours in a tensor, built again from cells once an atom has gone half a skin; float32.

On a GPU if there is one. What every step runs is compiled where PyTorch can do that.
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
batch = 65_536 if on_gpu else 256


def separation(position, edges, own, others):
    difference = own - position.index_select(0, others.reshape(-1)).view(*others.shape, 3)
    return difference - edges * torch.round(difference / edges)


def squared(difference):
    return (difference * difference).sum(-1)


def pair_terms(position, edges, rows):
    """Distances, their inverse squares and sixth powers; these are zero beyond the cutoff and where a row is filled up."""
    difference = separation(position, edges, position[:, None], rows)
    r2 = squared(difference)
    inverse = torch.where((r2 < options.cutoff**2) & (r2 > 0), 1 / r2, torch.zeros_like(r2))
    return difference, inverse, inverse * inverse * inverse


def compute_force(position, edges, rows):
    difference, inverse, s6 = pair_terms(position, edges, rows)
    return ((24 * s6 * (2 * s6 - 1) * inverse)[..., None] * difference).sum(1)


def kick(velocity, force):
    return velocity + 0.5 * options.time_step * force


def kick_and_drift(position, velocity, force, edges, travelled):
    """The new ones, and the largest squared distance from where the list was built."""
    velocity = kick(velocity, force)
    way = options.time_step * velocity
    moved, travelled = position + way, travelled + way
    moved = torch.where(moved < 0, moved + edges, moved)
    moved = torch.where(moved >= edges, moved - edges, moved)
    return moved, velocity, travelled, squared(travelled).max()


class Melt:
    def __init__(self):
        self.position, self.velocity, self.edges = (torch.from_numpy(array).to(device) for array in load_state(options))
        count = len(self.position)
        self.atoms = torch.arange(count, device=device)
        self.cells = (self.edges / radius).long().clamp(min=1)
        # An axis of fewer than three cells has each of them once.
        around = itertools.product(*(range(min(3, cells)) for cells in self.cells.tolist()))
        self.around = torch.tensor(list(around), device=device) + self.cells - 1
        mean = count / math.prod(self.edges.tolist()) * 4 / 3 * math.pi * radius**3
        self.room = int(mean + 2 * math.sqrt(mean))
        self.rebuild()
        self.force = compute_force(self.position, self.edges, self.rows)

    def cell(self, place):
        return (place[..., 2] * self.cells[1] + place[..., 1]) * self.cells[0] + place[..., 0]

    def rebuild(self):
        place = torch.minimum((self.position / self.edges * self.cells).long(), self.cells - 1)
        cell, order = self.cell(place).sort()
        place, self.position, self.velocity = place[order], self.position[order], self.velocity[order]
        counts = torch.bincount(cell, minlength=int(self.cells.prod()))
        cells = (counts.cumsum(0) - counts, counts, torch.arange(int(counts.max()), device=device))
        while True:
            # Rows as wide as before: those of another width would be compiled for anew. An atom fills up its own.
            self.rows = self.atoms.int()[:, None].repeat(1, self.room)
            longest = max(self.fill_rows(atoms, place[atoms], *cells) for atoms in self.atoms.split(batch))
            if longest <= self.room:
                break
            self.room = int(1.15 * longest)
        self.travelled = torch.zeros_like(self.position)

    def fill_rows(self, atoms, place, start, counts, slots):
        """Returns the length of the longest row."""
        cell = self.cell((place[:, None] + self.around) % self.cells)
        others = (start[cell][..., None] + slots).clamp(max=len(self.atoms) - 1)
        r2 = squared(separation(self.position, self.edges, self.position[atoms, None, None], others))
        near = (r2 < radius**2) & (slots < counts[cell][..., None]) & (others != atoms[:, None, None])
        near, others = near.flatten(1), others.flatten(1)
        before = near.cumsum(1)
        atom, candidate = (near & (before <= self.room)).nonzero(as_tuple=True)
        self.rows[atoms[atom], before[atom, candidate] - 1] = others[atom, candidate].int()
        return int(before[:, -1].max())

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
except Exception:  # of a PyTorch before 2, or one without a compiler
    compute_force, kick_and_drift = plain
    warm_up()

measure(Melt(), options.steps, torch.cuda.synchronize if on_gpu else lambda: None)
