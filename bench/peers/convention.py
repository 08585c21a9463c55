"""What all peers have in common: options, the state they start from, and the last line they print.

A peer gets what Corpuscle starts from as an .npz file. It runs the steps once unmeasured where something has to be compiled, then
measures the time loop alone, and prints one JSON object as its last line: `seconds` and `results`, by which the harness sees that
it computed the same thing, and the `device` where a program can run on several; or `missing` with the reason why it cannot run here.
"""

import argparse
import json
import os
import sys
import time


def read_options(numbers=("cutoff", "skin")):
    """The options that all have, and those of a piece of work: numbers."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--time-step", type=float, required=True)
    for name in numbers:
        parser.add_argument(f"--{name}", type=float, required=True)
    parser.add_argument("--cache", help="folder for compiled code")
    parser.add_argument("--most-on-cpu", type=int, help="atoms with which it still runs on a CPU")
    options = parser.parse_args()
    if options.cache:
        for program in ("NUMBA", "CUPY", "TORCHINDUCTOR"):
            os.environ[f"{program}_CACHE_DIR"] = options.cache
    return options


def load_state(options):
    """Of the melt: positions and velocities (N, 3) and the box edges (3), in float32."""
    import numpy

    state = numpy.load(options.state)
    edges = state["edges"].astype(numpy.float32)
    position = (state["position"] % state["edges"]).astype(numpy.float32)
    # A coordinate just below the edge may be rounded up to it.
    position[position >= edges] = 0
    return position, state["velocity"].astype(numpy.float32), edges


def say_measured(seconds, results, device=None):
    said = {"seconds": seconds, "results": {name: float(value) for name, value in results.items()}}
    print(json.dumps(said if device is None else {**said, "device": device}))


def seconds_of(step, steps, settle=lambda: None):
    """Times the loop; settle waits for what a device has not done yet."""
    begun = time.perf_counter()
    for _ in range(steps):
        step()
    settle()
    return time.perf_counter() - begun


def say_energies(seconds, at_start, at_end, device=None):
    """Of the melt: potential and total energy per atom at the start and at the end."""
    results = {"energyAtStart": at_start[1], "energyAtEnd": at_end[1], "potentialEnergyAtEnd": at_end[0]}
    say_measured(seconds, results, device)


def measure(melt, steps, settle=lambda: None, device=None):
    """Times the loop of a melt that has `step` and `energies`."""
    at_start = melt.energies()
    say_energies(seconds_of(melt.step, steps, settle), at_start, melt.energies(), device)


def leave_out_large(options, count):
    """Of the melt on a CPU: ends where there are more atoms than are worth waiting for."""
    if options.most_on_cpu is not None and count > options.most_on_cpu:
        say_missing(f"left out on a CPU beyond {options.most_on_cpu} atoms, where a step takes seconds")


def say_missing(reason):
    print(json.dumps({"missing": reason}))
    sys.exit(0)
