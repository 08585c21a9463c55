"""The dam break with Numba: all cores, float32, cells and Verlet lists that are built again once a particle has gone half a skin.

The scheme is Corpuscle's: Wendland C2, continuity equation with the density diffusion of Fourtakas et al., Tait's equation, artificial
viscosity, free-slip walls of dummy particles (Adami et al. 2012), kick, drift, kick; pressures act as predicted with the rate
2 R_n - R_(n-1). Fluid and walls are kept apart, so that no loop over neighbours has to ask what a neighbour is; walls lie still.
"""

import math

from convention import read_options, say_measured, seconds_of

options = read_options(
    (
        "smoothing-length",
        "support",
        "skin",
        "mass",
        "density",
        "sound-speed",
        "exponent",
        "diffusion",
        "viscosity",
        "gravity",
    )
)

import numpy as np  # noqa: E402  (the folder for compiled code has to be known first)
from damBreakLoops import (  # noqa: E402
    REACH,
    build_list,
    compute_rates,
    count_within,
    extrapolate_walls,
    f32,
    kick,
    kick_and_drift,
    sort_by_cell,
)

# In the order that damBreakLoops names.
h, mass, rest = options.smoothing_length, options.mass, options.density
kernel = 21 / (16 * math.pi) / h**3
stiffness = rest * options.sound_speed**2 / options.exponent
numbers = tuple(
    f32(x)
    for x in (
        1 / h,
        kernel,
        -5 * kernel / h**2,
        mass,
        rest,
        stiffness,
        options.exponent,
        2 * options.diffusion * h * options.sound_speed,
        rest / options.sound_speed**2 * options.gravity,
        2 * options.viscosity * options.sound_speed * mass * h,
        0.01 * h * h,
        options.gravity,
    )
)


def rows_for(build, lengths, capacity):
    """Rows as long as they have to be; pages of memory that no row reaches are never touched."""
    while True:
        rows = np.empty((len(lengths), capacity), np.int32)
        build(rows, lengths)
        longest = int(lengths.max())
        if longest <= capacity:
            return rows
        capacity = int(1.15 * longest)


class DamBreak:
    """`place` and `wall`: position and the pressure that acts; `flow`: velocity and density."""

    def __init__(self):
        state = np.load(options.state)
        is_wall = state["type"] > 0
        position = state["position"].astype(f32)
        self.radius = options.support + options.skin
        self.lower, upper = position.min(axis=0), position.max(axis=0)
        self.edge = f32(self.radius / REACH)
        self.cells = np.maximum(np.ceil((upper - self.lower) / self.edge).astype(np.int64), 1)
        self.time_step = f32(options.time_step)
        fluid = int(np.sum(~is_wall))
        self.place = np.zeros((fluid, 4), f32)
        self.place[:, :3] = position[~is_wall]
        density = state["density"].astype(f32)
        self.flow = np.empty((fluid, 4), f32)
        self.flow[:, :3] = state["velocity"][~is_wall]
        self.flow[:, 3] = density[~is_wall]
        self.wall = np.zeros((int(np.sum(is_wall)), 4), f32)
        self.wall[:, :3] = position[is_wall]
        order, self.wall_start = sort_by_cell(self.wall, self.lower, self.edge, self.cells)
        self.wall = self.wall[order]
        self.wall_density = density[is_wall][order]
        self.next_wall_density = self.wall_density.copy()
        self.acceleration = np.zeros((fluid, 3), f32)
        self.rate, self.last_rate, self.predicted_rate = (np.zeros(fluid, f32) for _ in range(3))
        self.lengths, self.wall_lengths = np.empty(fluid, np.int32), np.empty(fluid, np.int32)
        self.lengths_of_walls = np.empty(len(self.wall), np.int32)
        self.rows = self.wall_rows = self.rows_of_walls = np.empty((0, int(4.5 * (self.radius**3 * rest / mass))), np.int32)
        self.rebuild()
        self.evaluate(f32(0), True)

    def rebuild(self):
        order, start = sort_by_cell(self.place, self.lower, self.edge, self.cells)
        self.place, self.flow = self.place[order], self.flow[order]
        self.last_rate, self.predicted_rate = self.last_rate[order], self.predicted_rate[order]
        self.origin = self.place[:, :3].copy()
        limit = f32(self.radius**2)
        fluid, walls = (self.place, start), (self.wall, self.wall_start)

        def build(own, other, is_same):
            return lambda rows, lengths: build_list(*own, *other, self.cells, limit, is_same, rows, lengths)

        self.rows = rows_for(build(fluid, fluid, True), self.lengths, self.rows.shape[1])
        self.wall_rows = rows_for(build(fluid, walls, False), self.wall_lengths, self.wall_rows.shape[1])
        self.rows_of_walls = rows_for(build(walls, fluid, False), self.lengths_of_walls, self.rows_of_walls.shape[1])

    def evaluate(self, time_step, is_first):
        """The second half of a step; at the start, with a step of 0, what the first one begins with."""
        if time_step == 0:
            kick_and_drift(self.place, self.flow, self.acceleration, self.predicted_rate, self.origin, time_step, numbers)
        extrapolate_walls(
            self.wall, self.next_wall_density, self.place, self.flow, self.rows_of_walls, self.lengths_of_walls, numbers
        )
        compute_rates(
            self.place,
            self.flow,
            self.wall,
            self.wall_density,
            self.rows,
            self.lengths,
            self.wall_rows,
            self.wall_lengths,
            self.acceleration,
            self.rate,
            numbers,
        )
        # Sums over neighbours take the densities of walls of the start of the step, as they do those of fluids.
        self.wall_density, self.next_wall_density = self.next_wall_density, self.wall_density
        kick(self.flow, self.acceleration, self.rate, self.last_rate, self.predicted_rate, time_step, is_first)

    def step(self):
        arguments = (self.place, self.flow, self.acceleration, self.predicted_rate, self.origin, self.time_step, numbers)
        if kick_and_drift(*arguments) > (0.5 * options.skin) ** 2:
            self.rebuild()
        self.evaluate(self.time_step, False)

    def kinetic_energy(self):
        return 0.5 * mass * np.sum(self.flow[:, :3].astype(float) ** 2)

    def interactions(self):
        """Pairs nearer than the support, but for those at its very edge, of each fluid and each wall particle that sums over them."""
        limit = f32((options.support * (1 - 1e-4)) ** 2)
        of_fluid = count_within(self.place, self.place, self.rows, self.lengths, limit)
        with_walls = count_within(self.place, self.wall, self.wall_rows, self.wall_lengths, limit)
        return of_fluid + 2 * with_walls

    def results(self, at_start):
        return {
            **at_start,
            "kineticEnergyGained": self.kinetic_energy() - at_start["kineticEnergyAtStart"],
            "densityError": np.mean(np.abs(self.flow[:, 3].astype(float) / rest - 1)),
            "front": self.place[:, 0].max(),
        }


warm = DamBreak()
warm.step()
warm.rebuild()
warm.interactions()
del warm

dam_break = DamBreak()
before = {"kineticEnergyAtStart": dam_break.kinetic_energy(), "interactions": dam_break.interactions()}
seconds = seconds_of(dam_break.step, options.steps)
say_measured(seconds, dam_break.results(before))
