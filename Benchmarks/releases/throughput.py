#!/usr/bin/env python3
"""How many releases a second `saldo check FOLDER --format jsonl` reads, judges, verifies and writes.

usage: throughput.py SALDO_PROGRAM [ANOTHER_PROGRAM ...] [--files 2700] [--repeats 3]

Writes two folders of small files from the texts of Fixtures/releases: `short`, those of 240 to 340
characters, and `all`, every one, conflicts included. For each folder and program it prints the
releases a second of the fastest run and the least user time of a release; with more than one program,
its user time as a ratio to the first one's, which says more than seconds on a machine that others use.
"""
import argparse
import json
import os
import resource
import subprocess
import tempfile
import time

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Fixtures/releases")


def texts():
    for name in sorted(os.listdir(FIXTURES)):
        stem, extension = os.path.splitext(name)
        with open(os.path.join(FIXTURES, name), encoding="utf-8") as file:
            if extension == ".json":
                yield stem, json.load(file)["text"]
            elif extension == ".txt":
                yield stem, file.read()


def run(program, folder):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime, time.monotonic()
    done = subprocess.run(
        [program, "check", folder, "--format", "jsonl", "--quiet"], stdout=subprocess.DEVNULL
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"{program} ended with {done.returncode}")
    return time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--files", type=int, default=2700)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    everything = list(texts())
    sets = {"short": [t for t in everything if 240 <= len(t[1]) <= 340], "all": everything}
    for name, chosen in sets.items():
        with tempfile.TemporaryDirectory() as folder:
            for number in range(options.files):
                stem, text = chosen[number % len(chosen)]
                with open(f"{folder}/{number:05}-{stem}.txt", "w", encoding="utf-8") as file:
                    file.write(text)
            first = None
            for program in options.programs:
                runs = [run(program, folder) for _ in range(options.repeats)]
                wall, user = min(r[0] for r in runs), min(r[1] for r in runs)
                first = first or user
                print(
                    f"{name:5} {program}: {options.files / wall:.0f} releases/s, "
                    f"{1000 * user / options.files:.2f} ms of user time each, {user / first:.2f}"
                )


if __name__ == "__main__":
    main()
