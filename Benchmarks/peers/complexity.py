#!/usr/bin/env python3
"""Times RCA, ECI, PCI, proximity and density of one year beside numpy and ecomplexity.

usage: complexity.py [--locations 226] [--products 5022] [--runs 7] [--threads N] [--no-ecomplexity]

Exports are made up, from a fixed seed: about a third of the pairs trade. All three get the same
matrix in memory (ecomplexity a data frame of it), with the same number of OpenBLAS threads; numpy is
written by hand from the formulas, with every pass that its author can save. saldo and numpy take
turns, so that a slow moment of the machine is one for both. Prints the best seconds of each, the
ratios, and how far the results differ.

First: swift build -c release --package-path Benchmarks --product Timings
Needs: pip install -r Benchmarks/peers/requirements.txt
"""
import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings

parser = argparse.ArgumentParser()
parser.add_argument("--locations", type=int, default=226)
parser.add_argument("--products", type=int, default=5022)
parser.add_argument("--runs", type=int, default=7)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--no-ecomplexity", action="store_true")
options = parser.parse_args()
# Before numpy is loaded, which reads it once.
os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)

import numpy  # noqa: E402

TIMINGS = os.path.join(os.path.dirname(__file__), "..", ".build", "release", "Timings")


def exports():
    random = numpy.random.default_rng(20260101)
    size = (options.locations, options.products)
    reach = random.random(options.locations)[:, None] + 0.2 > random.random(size) * 1.6
    values = numpy.floor(numpy.exp(random.normal(10, 3, size))) + 1
    return numpy.where(reach, values, 0.0)


def by_numpy(x):
    """The whole result: RCA, ECI, PCI, proximity, density."""
    rca = x * (x.sum() / x.sum(0)) / x.sum(1)[:, None]
    m = (rca >= 1).astype(float)
    diversity, ubiquity = m.sum(1), m.sum(0)
    s = m / numpy.sqrt(diversity)[:, None] / numpy.sqrt(ubiquity)
    _, vectors = numpy.linalg.eigh(s @ s.T)
    kc = vectors[:, -2] / numpy.sqrt(diversity)
    kp = kc @ m / ubiquity
    kc = m @ kp / diversity
    if numpy.corrcoef(kc, diversity)[0, 1] < 0:
        kc, kp = -kc, -kp
    eci, pci = (kc - kc.mean()) / kc.std(), (kp - kc.mean()) / kc.std()
    phi = m.T @ m
    phi /= numpy.maximum(ubiquity[:, None], ubiquity)
    density = m @ phi
    density /= phi.sum(0)
    return rca, eci, pci, phi, density


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def by_ecomplexity(x):
    import pandas
    from ecomplexity import ecomplexity
    places = numpy.nonzero(x)
    data = pandas.DataFrame({
        "time": 2020, "loc": [f"c{i:04}" for i in places[0]],
        "prod": [f"p{i:05}" for i in places[1]], "val": x[places]})
    warnings.simplefilter("ignore")
    columns = {name: name for name in data}
    with contextlib.redirect_stdout(io.StringIO()):
        return timed(lambda: ecomplexity(
            data, columns, check_logsupermodularity=False, verbose=False))[0]


def main():
    x = exports()
    with tempfile.NamedTemporaryFile() as file:
        x.tofile(file.name)
        ours, theirs = None, float("inf")
        for _ in range(options.runs):
            seconds, result = timed(lambda: by_numpy(x))
            theirs = min(theirs, seconds)
            run = json.loads(subprocess.run(
                [TIMINGS, "complexity", file.name, *map(str, x.shape), "2", str(options.threads)],
                capture_output=True, check=True).stdout)
            ours = run if ours is None or run["seconds"] < ours["seconds"] else ours
    rca, eci, pci, phi, density = result
    sums = [rca.sum(), eci[0], pci[0], phi.sum(), density.sum()]
    off = max(abs(a - b) / max(1, abs(b)) for a, b in zip(ours["sums"], sums))
    print(f"{options.locations} × {options.products}, {options.threads} OpenBLAS threads")
    print(f"saldo        {ours['seconds']:8.3f} s   rca, m, eci+pci, proximity, density: "
          + ", ".join(f"{part:.3f}" for part in ours["parts"]))
    print(f"numpy        {theirs:8.3f} s   {theirs / ours['seconds']:6.2f} times as long")
    if not options.no_ecomplexity:
        peer = by_ecomplexity(x)
        print(f"ecomplexity  {peer:8.3f} s   {peer / ours['seconds']:6.2f} times as long")
    print(f"largest relative difference from numpy: {off:.1e}")
    sys.exit(int(off > 1e-9))


if __name__ == "__main__":
    main()
