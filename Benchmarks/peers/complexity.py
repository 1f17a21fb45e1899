#!/usr/bin/env python3
"""Times RCA, ECI, PCI, proximity and density of one year beside numpy, ecomplexity, econcomplex.

usage: complexity.py [--locations 226] [--products 5022] [--runs 7] [--threads N]
           [--no-ecomplexity] [--json FILE]

Exports are made up, from a fixed seed: about a third of the pairs trade. All get the same matrix in
memory (ecomplexity a data frame of it), with the same number of OpenBLAS threads; numpy is written
by hand from the formulas, with every pass that its author can save. They take turns, so that a slow
moment of the machine is one for all; ecomplexity, which takes minutes and computes more, runs once.
Prints the best seconds of each, the ratios, and how far the results differ. With --json the timings
are added to FILE as one JSON object.

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
parser.add_argument("--json")
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


def by_econcomplex(x):
    import econcomplex
    rca = econcomplex.rca(x)
    eci, pci = econcomplex.eci_pci(x)
    phi = econcomplex.proximity(x, compute="product")["product"]
    return rca, eci, pci, phi, econcomplex.relatedness_density(x, phi=phi)


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


def saldo(file, shape):
    return json.loads(subprocess.run(
        [TIMINGS, "complexity", file, *map(str, shape), "2", str(options.threads)],
        capture_output=True, check=True).stdout)


def apart(one, other):
    """The largest difference of two results, relative to the larger value."""
    return max(abs(a - b) / max(1, abs(b)) for a, b in zip(one, other))


def main():
    x = exports()
    ours, runs = None, {"saldo": [], "numpy": [], "econcomplex": []}
    with tempfile.NamedTemporaryFile() as file:
        x.tofile(file.name)
        for _ in range(options.runs):
            seconds, result = timed(lambda: by_numpy(x))
            runs["numpy"].append(seconds)
            seconds, other = timed(lambda: by_econcomplex(x))
            runs["econcomplex"].append(seconds)
            run = saldo(file.name, x.shape)
            runs["saldo"].append(run["seconds"])
            ours = run if ours is None or run["seconds"] < ours["seconds"] else ours
    rca, eci, pci, phi, density = result
    off = apart(ours["sums"], [rca.sum(), eci[0], pci[0], phi.sum(), density.sum()])
    # It scales PCI on its own, leaves the diagonal of the proximity out of density, and gives percent.
    agrees = {"numpy": bool(off <= 1e-9),
              "econcomplex": bool(apart(eci, other[1]) < 1e-6
                                  and apart(rca.ravel(), other[0].ravel()) < 1e-9)}
    if not options.no_ecomplexity:
        runs["ecomplexity"] = [by_ecomplexity(x)]
    print(f"{options.locations} × {options.products}, {options.threads} OpenBLAS threads")
    print("saldo's rca, m, eci+pci, proximity, density: "
          + ", ".join(f"{part:.3f}" for part in ours["parts"]))
    for tool, seconds in runs.items():
        print(f"{tool:12} {min(seconds):8.3f} s   {min(seconds) / min(runs['saldo']):6.2f} times as long"
              + ("" if agrees.get(tool, True) else "   RESULTS DIFFER"))
    print(f"largest relative difference from numpy: {off:.1e}")
    if options.json:
        with open(options.json, "a", encoding="utf-8") as file:
            record = {"case": "complexity", "runs": runs, "agrees": agrees,
                      "work": f"{options.locations} × {options.products:,} matrix in memory"}
            file.write(json.dumps(record) + "\n")
    sys.exit(int(off > 1e-9))


if __name__ == "__main__":
    main()
