"""The melt with JAX: dense rows of neighbours, built again from cells once an atom has gone half a skin; float32.

On whatever device JAX takes, all steps in one compiled loop. Shapes of arrays are known beforehand: what did not fit shows after the
loop, which then runs again with more room.
"""

import itertools
import os
import time
from functools import partial
from typing import NamedTuple

# Others are on the device as well.
os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from convention import leave_out_large, load_state, read_options, say_energies  # noqa: E402
from jax import lax  # noqa: E402

options = read_options()
position, velocity, edges = load_state(options)
on_cpu = jax.default_backend() == "cpu"
if on_cpu:
    leave_out_large(options, len(position))

count = len(position)
radius = options.cutoff + options.skin
cells = np.maximum((edges / radius).astype(np.int32), 1)
# An axis of fewer than three cells has each of them once.
around = np.array(list(itertools.product(*(range(-1, min(2, number - 1)) for number in cells))), np.int32).T
# Atoms whose candidates are looked at in one go: what a cache holds, or enough for a GPU.
batch = 64 if on_cpu else 65_536


class Room(NamedTuple):
    """Neighbours in a row, atoms in a cell."""

    row: int
    cell: int


class State(NamedTuple):
    """Vectors as (3, atoms): coordinates along an axis lie beside each other."""

    position: jax.Array
    velocity: jax.Array
    force: jax.Array
    travelled: jax.Array
    rows: jax.Array
    # What the rows and cells of any list so far had to hold.
    needed: jax.Array


def separation(own, others):
    """Along each axis."""
    differences = (mine - other for mine, other in zip(own, others))
    return [difference - edge * jnp.round(difference / edge) for difference, edge in zip(differences, edges)]


def squared(vector):
    x, y, z = vector
    return x * x + y * y + z * z


def cell_at(place):
    x, y, z = (along % number for along, number in zip(place, cells))
    return (z * cells[1] + y) * cells[0] + x


def rebuild(state, room):
    place = jnp.minimum((state.position * (cells / edges)[:, None]).astype(jnp.int32), cells[:, None] - 1)
    order = jnp.argsort(cell_at(place))
    place, position, velocity = place[:, order], state.position[:, order], state.velocity[:, order]
    start = jnp.searchsorted(cell_at(place), jnp.arange(np.prod(cells) + 1)).astype(jnp.int32)

    def find_row(atom):
        cell = cell_at(place[:, atom, None] + around)
        candidates = start[cell][:, None] + jnp.arange(room.cell, dtype=jnp.int32)
        filled = (candidates < start[cell + 1][:, None]) & (candidates != atom)
        r2 = squared(separation(position[:, atom], [along[candidates] for along in position]))
        found = jnp.cumsum((r2 < radius**2) & filled, dtype=jnp.int32)
        slots = jnp.searchsorted(found, jnp.arange(1, room.row + 1))
        # An atom fills up its own row.
        return jnp.where(slots < found.size, candidates.ravel()[slots], atom), found[-1]

    rows, lengths = lax.map(find_row, jnp.arange(count, dtype=jnp.int32), batch_size=min(batch, count))
    needed = jnp.maximum(state.needed, jnp.array([jnp.max(lengths), jnp.max(jnp.diff(start))]))
    return State(position, velocity, state.force, jnp.zeros_like(position), rows, needed)


def pair_terms(position, rows):
    """Distances, their inverse squares and sixth powers: zero beyond the cutoff and where a row is filled up."""
    distance = separation(position[..., None], [along[rows] for along in position])
    r2 = squared(distance)
    inverse = jnp.where((r2 < options.cutoff**2) & (r2 > 0), 1 / r2, 0)
    return distance, inverse, inverse**3


def compute_force(state):
    distance, inverse, s6 = pair_terms(state.position, state.rows)
    magnitude = 24 * s6 * (2 * s6 - 1) * inverse
    return state._replace(force=jnp.stack([jnp.sum(magnitude * along, axis=1) for along in distance]))


def kick(state):
    return state._replace(velocity=state.velocity + 0.5 * options.time_step * state.force)


def drift(state):
    way = options.time_step * state.velocity
    moved = state.position + way
    edge = edges[:, None]
    moved = jnp.where(moved < 0, moved + edge, moved)
    moved = jnp.where(moved >= edge, moved - edge, moved)
    return state._replace(position=moved, travelled=state.travelled + way)


@partial(jax.jit, static_argnames="room")
def advance(state, steps, room):
    def step(_, state):
        state = drift(kick(state))
        due = jnp.max(squared(state.travelled)) > (0.5 * options.skin) ** 2
        state = lax.cond(due, lambda old: rebuild(old, room), lambda old: old, state)
        return kick(compute_force(state))

    return lax.fori_loop(0, steps, step, state)


@partial(jax.jit, static_argnames="room")
def begin(position, velocity, room):
    zero = jnp.zeros((3, count), jnp.float32)
    rows, needed = jnp.zeros((count, room.row), jnp.int32), jnp.zeros(2, jnp.int32)
    return compute_force(rebuild(State(position, velocity, zero, zero, rows, needed), room))


def energies(state):
    _, _, s6 = pair_terms(state.position, state.rows)
    potential = np.asarray(jnp.sum(2 * s6 * (s6 - 1), axis=1)).sum(dtype=float) / count
    return potential, potential + 0.5 * np.sum(np.asarray(state.velocity, float) ** 2) / count


def wider(state, room):
    """The room it has where that was enough, else what was needed and a quarter more, as far as there are atoms."""
    needed = np.asarray(state.needed)
    if np.all(needed <= room):
        return room
    return Room(*(int(min(1.25 * number, count)) for number in needed))


def run(room):
    """Seconds, and the states at both ends."""
    state = begin(*start, room)
    # Compiles; states are values, so that nothing has to be put back.
    advance(state, 1, room).force.block_until_ready()
    begun = time.perf_counter()
    end = advance(state, options.steps, room)
    end.force.block_until_ready()
    return time.perf_counter() - begun, state, end


# Given, not built in: XLA would compute with what it knows while it compiles.
start = jnp.array(position.T), jnp.array(velocity.T)
room = Room(1, 1)
while (enough := wider(begin(*start, room), room)) != room:
    room = enough
seconds, state, end = run(room)
while (enough := wider(end, room)) != room:
    room = enough
    seconds, state, end = run(room)
say_energies(seconds, energies(state), energies(end), "CPU" if on_cpu else jax.devices()[0].device_kind)
