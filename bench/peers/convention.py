"""What all peers of the melt have in common: options, the state they start from, and the last line they print.

A peer gets the positions, velocities and box edges that Corpuscle starts from as an .npz file. It runs the steps once unmeasured where
something has to be compiled, then measures the time loop alone, and prints one JSON object as its last line: `seconds` and `results`
(energies per atom, by which the harness sees that it computed the same thing), or `missing` with the reason why it cannot run here.
"""

import argparse
import json
import os
import sys
import time


def read_options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--time-step", type=float, required=True)
    parser.add_argument("--cutoff", type=float, required=True)
    parser.add_argument("--skin", type=float, required=True)
    parser.add_argument("--cache", help="folder for compiled code")
    options = parser.parse_args()
    if options.cache:
        os.environ["NUMBA_CACHE_DIR"] = options.cache
    return options


def load_state(options):
    """Positions and velocities (N, 3) and the box edges (3), in float32."""
    import numpy

    state = numpy.load(options.state)
    edges = state["edges"].astype(numpy.float32)
    position = (state["position"] % state["edges"]).astype(numpy.float32)
    # A coordinate just below the edge may be rounded up to it.
    position[position >= edges] = 0
    return position, state["velocity"].astype(numpy.float32), edges


def say_measured(seconds, at_start, at_end):
    """Potential and total energy per atom at the start and at the end."""
    results = {
        "energyAtStart": float(at_start[1]),
        "energyAtEnd": float(at_end[1]),
        "potentialEnergyAtEnd": float(at_end[0]),
    }
    print(json.dumps({"seconds": seconds, "results": results}))


def measure(melt, steps, settle=lambda: None):
    """Times the loop of a melt that has `step` and `energies`; settle waits for what a device has not done yet."""
    at_start = melt.energies()
    begun = time.perf_counter()
    for _ in range(steps):
        melt.step()
    settle()
    say_measured(time.perf_counter() - begun, at_start, melt.energies())


def say_missing(reason):
    print(json.dumps({"missing": reason}))
    sys.exit(0)
