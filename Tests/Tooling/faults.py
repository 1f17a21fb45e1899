#!/usr/bin/env python3
"""What must never happen: a crash, a half-written file, a message nobody can act on.

Usage: faults.py SALDO [--large]

Every fault ends with exit code 2, one line on standard error that names the file, nothing on standard
output and no result; a run that is interrupted leaves the old result or, if it was done, the new one.
`--large` adds a line of two gigabytes. Exits with 1 where one of it is not so.
"""
import gzip
import io
import os
import pty
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

PROGRAM = ""
FAILURES = []
HEADER = "year,reporter,product,value\n"
ROWS = "".join(f"{2012 + n % 3},{n % 7},{n},{n * 37 % 1009}.5\n" for n in range(20_000))


def note(name, problem, said=""):
    if problem:
        FAILURES.append(name)
    print(f"{'FAILS' if problem else 'holds'} {name}: {problem or said}", flush=True)


def zipped(name, data):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, data)
    return target.getvalue()


def inputs():
    packed = gzip.compress((HEADER + ROWS).encode())
    wide = "9" * 40
    yield "cut.csv.gz", packed[:len(packed) // 2], "cut off"
    yield "flipped.csv.gz", packed[:3000] + bytes([packed[3000] ^ 255]) + packed[3001:], "damaged"
    yield "nothing.zip", zipped("readme.md", b"no table"), "no table"
    yield "cut.zip", zipped("t.csv", (HEADER + ROWS).encode())[:2000], "cut off"
    yield "nul.csv", (HEADER + "2012,1,1,5\n2012,1,\0,5\n").encode(), "NUL"
    yield "binary.csv", bytes(range(256)) * 50, "NUL"
    yield "empty.csv", b"", "empty"
    yield "blank.csv", b"\n\n\n", "blank"
    yield "header.csv", HEADER.encode(), "no rows"
    yield "twice.csv", b"year,reporter,value,value\n2012,1,5,6\n", "both named"
    yield "case.csv", b"year,reporter,value,VALUE\n2012,1,5,6\n", "both named"
    yield "mixed.csv", (HEADER + "2012,1,1,5\n2012;1;1;5\n").encode(), "semicolons"
    yield "mixed_header.csv", b"year;reporter,product;value\n2012;1,1;5\n", "separator"
    yield "wide.csv", (HEADER + f"2012,1,1,{wide}\n").encode(), "128 bits"
    yield "sum.csv", (HEADER + f"2012,1,1,1{'0' * 38}\n" * 3).encode(), "too large"
    yield "open.csv", (HEADER + '2012,"1,1,5\n' * 11).encode(), "quote"
    yield "long.csv", (HEADER + "x" * (100 << 20) + "\n").encode(), "longer than"
    yield "words.csv", b"to whom it may concern\nnothing to see\n", "header"


def refused(name, arguments, expected, result=None):
    run = subprocess.run([PROGRAM, "analyze", *arguments], capture_output=True, text=True,
                         errors="replace", check=False)
    line = run.stderr.strip()
    problem = ""
    if run.returncode != 2:
        problem = f"exit {run.returncode}"
    elif run.stdout:
        problem = "something on standard output"
    elif not line.startswith("saldo: ") or "\n" in line:
        problem = f"not one line: {line[:300]}"
    elif expected not in line:
        problem = f"\"{expected}\" is not in: {line[:300]}"
    elif result and result.exists():
        problem = "a result was left"
    note(name, problem, line[:160])


def bad_inputs(folder, is_large):
    result = folder / "result.csv"
    for name, data, expected in inputs():
        path = folder / name
        path.write_bytes(data)
        refused(name, [str(path), "--by", "reporter", "--format", "csv", "-o", str(result), "--quiet"],
                expected, result)
    if is_large:
        path = folder / "endless.csv"
        with open(path, "wb") as file:
            file.write(HEADER.encode())
            for _ in range(2048):
                file.write(b"x" * (1 << 20))
        refused("a line of 2 GB", [str(path), "--by", "reporter", "--quiet"], "longer than")
        path.unlink()


def bad_outputs(folder):
    good = folder / "good.csv"
    good.write_text(HEADER + ROWS)
    by = [str(good), "--by", "reporter,product", "--format", "csv", "--quiet"]
    refused("a full disk", by + ["-o", "/dev/full"], "No space left")
    refused("a folder that is not there", by + ["-o", str(folder / "none" / "r.csv")], "No such file")
    refused("a folder that takes no files", by + ["-o", "/proc/result.csv"], "cannot be written")
    refused("too little memory", by + ["--memory", "4K"], "--memory")
    with open("/dev/full", "wb") as full:
        run = subprocess.run([PROGRAM, "analyze", *by], stdout=full, stderr=subprocess.PIPE,
                             text=True, check=False)
    note("standard output on a full disk", "" if run.returncode == 2 else f"exit {run.returncode}",
         run.stderr.strip())


def interrupts(folder):
    """Twenty runs that are interrupted sooner or later."""
    place = folder / "interrupted"
    place.mkdir()
    source, result = folder / "good.csv", place / "result.csv"
    arguments = [PROGRAM, "analyze", str(source), "--by", "reporter,product", "--format", "csv",
                 "--quiet", "-o", str(result)]
    start = time.perf_counter()
    subprocess.run(arguments, check=True)
    whole, span = result.read_bytes(), time.perf_counter() - start
    draw = random.Random(7)
    problem, ended = "", 0
    for _ in range(20):
        result.write_bytes(b"old")
        process = subprocess.Popen(arguments)
        time.sleep(draw.uniform(0, span))
        process.send_signal(signal.SIGINT)
        code = process.wait()
        ended += code != 0
        left = result.read_bytes()
        if left not in (b"old", whole) or (code == 0) != (left == whole):
            problem = f"exit {code} and a result of {len(left)} bytes"
        if len(list(place.iterdir())) != 1:
            problem = f"left behind: {sorted(map(str, place.iterdir()))}"
    note("interrupted runs", problem, f"{ended} of 20 ended early")


def progress(folder):
    """A bar on a terminal after a second, and nothing of it in the end."""
    pipe = folder / "slow.csv"
    os.mkfifo(pipe)
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [PROGRAM, "analyze", str(pipe), "--by", "reporter", "--format", "csv"],
        stdout=subprocess.DEVNULL, stderr=child)
    os.close(child)

    def feed():
        with open(pipe, "w", encoding="ascii") as file:
            file.write(HEADER + ROWS)
            file.flush()
            time.sleep(1.6)
    feeder = threading.Thread(target=feed)
    feeder.start()
    said = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    feeder.join()
    code = process.wait()
    text = said.decode(errors="replace")
    bar, erased = text.find("opening"), text.rfind("\r\x1b[K")
    problem = ""
    if code != 0:
        problem = f"exit {code}"
    elif bar < 0 or erased < bar:
        problem = f"no bar, or one that stays: {text!r}"
    note("progress on a terminal", problem, "drawn and taken away")


def main():
    global PROGRAM
    PROGRAM = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad_inputs(folder, "--large" in sys.argv)
        bad_outputs(folder)
        interrupts(folder)
        progress(folder)
    sys.exit(bool(FAILURES))


if __name__ == "__main__":
    main()
