#!/usr/bin/env python3
"""Times `saldo check` on a long table beside polars doing the plain floating-point comparison.

usage: table_check.py SALDO_PROGRAM [--rows N] [--seed S] [--runs R] [--threads T] [--json FILE]

The table has the columns region,previous,current,stated; the stated percent change is the true one,
rounded, but wrong in one row of 100,000. Both programs read the same CSV; polars counts the rows
where |stated - 100 * (current / previous - 1)| is more than half a unit of the last digit, in
floating point and from the printed inputs. They take turns, with T threads each; printed are the best
and the median of R runs of each and the ratios. Saldo's time is that of its whole process; polars is
started already. With --json the timings are added to FILE, one JSON object a line.
Needs polars: pip install polars.
"""
import argparse
import json
import os
import random
import statistics
import subprocess
import tempfile
import time


def write_table(path, rows, seed):
    rng = random.Random(seed)
    wrong = 0
    with open(path, "w", encoding="ascii") as file:
        file.write("region,previous,current,stated\n")
        lines = []
        for number in range(rows):
            previous = rng.randrange(100_000, 100_000_000)
            current = int(previous * rng.uniform(0.5, 2))
            # Tenths of a percent, to the nearest, in whole numbers.
            change = (2000 * (current - previous) + previous) // (2 * previous)
            if number % 100_000 == 99_999:
                change += 5
                wrong += 1
            sign = "-" if change < 0 else ""
            lines.append(
                f"R{number % 89:02d},{previous // 100}.{previous % 100:02d},"
                f"{current // 100}.{current % 100:02d},{sign}{abs(change) // 10}.{abs(change) % 10}\n"
            )
            if len(lines) == 100_000:
                file.writelines(lines)
                lines = []
        file.writelines(lines)
    return wrong


def saldo(program, path, threads):
    run = subprocess.run(
        [program, "check", path, "--current", "current", "--previous", "previous",
         "--stated", "stated", "--kind", "percent-change", "--format", "csv",
         "--threads", str(threads)],
        capture_output=True, text=True,
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout.count("\n") - 1


def peer(polars, path):
    difference = polars.col("stated") - 100 * (polars.col("current") / polars.col("previous") - 1)
    wrong = polars.scan_csv(path).filter(difference.abs() > 0.05 + 1e-6)
    return wrong.select(polars.len()).collect().item()


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    import polars  # it reads the number of threads as it is imported

    with tempfile.TemporaryDirectory(prefix="table-check-") as folder:
        path = os.path.join(folder, "table.csv")
        wrong = write_table(path, options.rows, options.seed)
        size = os.path.getsize(path)
        turns = [
            (timed(lambda: saldo(options.program, path, options.threads)),
             timed(lambda: peer(polars, path)))
            for _ in range(options.runs)
        ]
    runs = {"saldo": [turn[0][0] for turn in turns], "polars": [turn[1][0] for turn in turns]}
    found, counted = turns[0][0][1], turns[0][1][1]
    print(f"{options.rows} rows, {size / 1e6:.0f} MB, {options.threads} threads, seed {options.seed}")
    for tool, rows in [("saldo", found), (f"polars {polars.__version__}", counted)]:
        seconds = runs[tool.split()[0]]
        print(f"{tool:12} best {min(seconds):.3f} s, median {statistics.median(seconds):.3f} s, "
              f"{options.rows / min(seconds) / 1e6:6.1f} M rows/s  {rows} wrong rows found")
    ratios = [theirs / ours for ours, theirs in zip(runs["saldo"], runs["polars"])]
    print(f"ratio        best by best {min(runs['polars']) / min(runs['saldo']):.2f}, of turns: median "
          f"{statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}   "
          f"rows made wrong: {wrong}")
    if options.json:
        with open(options.json, "a", encoding="utf-8") as file:
            json.dump({"case": "table check", "work": f"{options.rows:,} rows of stated changes",
                       "runs": runs, "agrees": {"polars": found == counted == wrong}}, file)
            file.write("\n")


if __name__ == "__main__":
    main()
