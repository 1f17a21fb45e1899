#!/usr/bin/env python3
"""Faults of the system at many moments, and what became of the program.

Usage: injected_faults.py SALDO [SEED [STAGE ...]]

Calls of the system fail (a library loaded before the C library), disks are full, files change while they
are read, signals arrive, memory is scarce, readers go away. After each fault there is either the whole
right result and exit code 0, or one line on standard error, exit code 2 and the result that was there
before; a signal ends the program as it should and leaves the old result or the new. Prints a table of
faults, times injected and outcomes, and exits with 1 where there was any other.
"""
import collections
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PROGRAM = ""
ROWS = int(os.environ.get("FAULT_ROWS", "100000"))
SHIM = Path(__file__).with_name("fault_shim.c")


class Case:
    """A command with its right result."""

    def __init__(self, name, arguments, folder, stdin=None, expected_code=0):
        self.name, self.arguments, self.stdin = name, arguments, stdin
        self.expected_code = expected_code
        self.result = folder / "results" / "result.out"
        self.result.parent.mkdir(exist_ok=True)
        start = time.perf_counter()
        done = self.run(result=True)
        self.seconds = time.perf_counter() - start
        assert done.returncode == expected_code, done.stderr
        self.right = self.result.read_bytes()

    def command(self, result):
        return [PROGRAM, *self.arguments, "--quiet", *(["-o", str(self.result)] if result else [])]

    def begin(self, result=True, environment=None, **others):
        stdin = open(self.stdin, "rb") if self.stdin else subprocess.DEVNULL
        return subprocess.Popen(
            self.command(result), stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=dict(os.environ, SWIFT_BACKTRACE="enable=no", **(environment or {})), **others)

    def run(self, result=True, environment=None, **others):
        process = self.begin(result, environment, **others)
        try:
            out, errors = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, out, errors)


class Table:
    """Faults and their outcomes."""

    def __init__(self):
        self.rows = collections.defaultdict(collections.Counter)
        self.wrong = []

    def add(self, fault, outcome, wrong=None):
        self.rows[fault][outcome] += 1
        if wrong:
            self.wrong.append(f"{fault}: {wrong}")

    def judge(self, fault, case, done, result=True, signals=()):
        """Looks at one run: what it left and how it ended."""
        code = done.returncode
        left = case.result.read_bytes() if result and case.result.exists() else None
        got = left if result else done.stdout
        line = done.stderr.decode(errors="replace").strip()
        others = [p.name for p in case.result.parent.iterdir() if p.name != "result.out"]
        if others and not (code < 0 and -code == signal.SIGKILL):
            return self.add(fault, "wrong", f"left behind: {others}")
        if code == case.expected_code and got == case.right:
            return self.add(fault, "done, and right")
        if -code in signals and (not result or left in (b"old", case.right)):
            return self.add(fault, "ended by the signal, the old result or the new left")
        if code == 2 and "\n" not in line and line.startswith("saldo: ") and (
                left == b"old" if result else not got or case.right.startswith(got)):
            return self.add(fault, "refused in one line")
        self.add(fault, "WRONG", f"{case.name}: exit {code}, {line[:200]!r}, result "
                 f"{'none' if got is None else len(got)} of {len(case.right)} bytes")

    def show(self):
        for fault, outcomes in self.rows.items():
            said = "; ".join(f"{name} {count}" for name, count in sorted(outcomes.items()))
            print(f"{fault:52}{sum(outcomes.values()):5}  {said}")
        print(f"{sum(sum(o.values()) for o in self.rows.values())} faults, {len(self.wrong)} wrong outcomes")
        for line in self.wrong[:40]:
            print("WRONG", line)


def shim(folder):
    library = folder / "fault_shim.so"
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, SHIM, "-ldl"], check=True)
    return library


def data(path, draw):
    with open(path, "w", encoding="ascii") as file:
        file.write("period,reporter,partner,flow,product,value\n")
        for row in range(ROWS):
            file.write(f"{2018 + row % 4},R{draw.randrange(300)},P{row % 50},"
                       f"{'export' if row % 2 else 'import'},{row % 97:04},{draw.randrange(10**7)}.25\n")


def old(case):
    case.result.write_bytes(b"old")


def calls(table, cases, folder, library, draw):
    """Calls that fail at the first, the second, … time."""
    def one(fault, case, call, kind, number, result=True):
        old(case)
        done = case.run(result, {"LD_PRELOAD": str(library), "SALDO_FAULT": f"{call}:{kind}:{number}",
                                 "SALDO_FAULT_PATH": str(folder)})
        table.judge(fault, case, done, result)

    for case in cases:
        for kind in ("EIO", "ENOSPC"):
            for number in [1, 2, 3] + [draw.randrange(1, 40) for _ in range(5)]:
                one(f"write fails ({kind}), file", case, "write", kind, number)
            for number in [1, 2, 3]:
                one(f"write fails ({kind}), standard output", case, "write", kind, number, False)
        for kind in ("SHORT", "EINTR"):
            for number in [1] + [draw.randrange(1, 40) for _ in range(3)]:
                one(f"write {'is short' if kind == 'SHORT' else 'is interrupted'}", case, "write", kind,
                    number)
        one("every write is short", case, "write", "SHORT", 0)
        one("every write is short", case, "write", "SHORT", 0, False)
        for call in ("linkat", "rename", "close"):
            for kind in ("EIO", "ENOSPC"):
                one(f"{call} fails ({kind})", case, call, kind, 1)
                one(f"{call} fails ({kind})", case, call, kind, 2)
        for number in range(1, 5):
            one("mmap fails (ENOMEM)", case, "mmap", "ENOMEM", number)
            one("read fails (EIO)", case, "read", "EIO", number)
            one("read is interrupted", case, "read", "EINTR", number)
        one("every read is short", case, "read", "SHORT", 0) if case.stdin is None else None
        one("fallocate fails (ENOSPC)", case, "fallocate", "ENOSPC", 0)


def full_disks(table, cases, folder):
    """A disk of a few pages."""
    place = folder / "small"
    place.mkdir()
    for size in ("4k", "16k", "64k"):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place],
                          capture_output=True, check=False).returncode != 0:
            print("a disk of few pages: not tried, since this machine does not let one be mounted")
            return
        try:
            for case in cases:
                usual, case.result = case.result, place / "result.out"
                old(case)
                table.judge("the disk is full (tmpfs)", case, case.run())
                case.result = usual
        finally:
            subprocess.run(["umount", place], check=True)


def signals(table, cases, draw, times=100):
    """Signals at random moments."""
    for number, name in ((signal.SIGINT, "SIGINT"), (signal.SIGTERM, "SIGTERM"),
                         (signal.SIGKILL, "SIGKILL")):
        for turn in range(times):
            case = cases[turn % len(cases)]
            old(case)
            process = case.begin()
            time.sleep(draw.uniform(0, case.seconds * 1.1))
            process.send_signal(number)
            out, errors = process.communicate()
            done = subprocess.CompletedProcess([], process.returncode, out, errors)
            table.judge(f"{name} at a random moment", case, done, signals=(number,))
            for path in case.result.parent.iterdir():
                if path != case.result:
                    path.unlink()


def changed_files(table, folder, draw, times=60):
    """A file that is shortened, grown or written to while it is read."""
    source = folder / "changing.csv"
    whole = (folder / "trade.csv").read_bytes()
    source.write_bytes(whole)
    case = Case("analyze", ["analyze", str(source), "--by", "reporter", "--format", "csv", "--threads",
                            "2"], folder)
    checks = Case("gravity", ["analyze", str(source), "--measures", "gravity", "--formula",
                              "value ~ 1 | reporter + period", "--format", "csv"], folder)
    for turn in range(times * 3):
        fault = ("shortened", "grown", "written to")[turn % 3]
        one = checks if turn % 9 == 0 else case
        source.write_bytes(whole)
        time.sleep(0.02)
        old(one)
        process = one.begin()
        time.sleep(draw.uniform(0, one.seconds))
        with open(source, "r+b") as file:
            if fault == "shortened":
                file.truncate(draw.randrange(len(whole)))
            elif fault == "grown":
                file.seek(0, os.SEEK_END)
                file.write(b"2020,R1,P1,export,0001,99999999\n" * draw.randrange(1, 2000))
            else:
                place = whole.rindex(b"\n", 0, draw.randrange(100, len(whole))) + 1
                file.seek(place)
                file.write(b"2020,R9,P9,export,0009,7")
        out, errors = process.communicate(timeout=120)
        done = subprocess.CompletedProcess([], process.returncode, out, errors)
        left = one.result.read_bytes()
        if done.returncode == 0 and left != one.right:
            # The change was there before the file was opened: then it is the file's content.
            again = one.run()
            line = errors.decode(errors="replace")
            if again.returncode == 0 and one.result.read_bytes() == left:
                table.add(f"file is {fault} while it is read", "done, and right for the new content")
            else:
                table.add(f"file is {fault} while it is read", "WRONG", f"{one.name}: {line[:200]}")
            continue
        if done.returncode == 2 and fault != "grown" and b"read" in errors and left == b"old":
            # A cut in a row may also be met as a row that ends too soon.
            pass
        table.judge(f"file is {fault} while it is read", one, done)


def memory(table, cases):
    """Less and less address space, down to what the libraries themselves need to be loaded."""
    for case in cases:
        for megabytes in (4096, 3072, 2048, 1536, 1280, 1024, 896, 768, 640, 512, 448, 384, 320, 288, 256):
            limit = megabytes << 20
            old(case)
            try:
                done = case.run(
                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            except subprocess.TimeoutExpired:
                table.add("address space is scarce (ulimit -v)", "WRONG",
                          f"{case.name}: no end with {megabytes} MiB")
                continue
            if done.returncode == 127:
                table.add("address space is scarce (ulimit -v)", "not loaded by the system")
                continue
            table.judge("address space is scarce (ulimit -v)", case, done)


def descriptors(table, cases):
    """Standard descriptors that are closed, and few others."""
    for case in cases:
        for closed in (0, 1, 2):
            old(case)
            done = case.run(preexec_fn=lambda: os.close(closed))
            if case.stdin and closed == 0:
                continue
            if closed == 2 and done.returncode == 0:
                table.judge("a standard descriptor is closed", case, done)
            else:
                table.judge("a standard descriptor is closed", case, done)
        done = case.run(False, preexec_fn=lambda: os.close(1))
        code = done.returncode
        table.add("standard output is closed", "refused in one line" if code == 2 else "WRONG",
                  None if code == 2 else f"{case.name}: exit {code}")


def pipes(table, cases):
    """Readers that leave after a line, or at once."""
    for case in cases:
        for turn in range(10):
            process = case.begin(result=False)
            if turn % 2:
                process.stdout.readline()
            process.stdout.close()
            errors = process.stderr.read()
            code = process.wait()
            right = code in (case.expected_code, 141, -signal.SIGPIPE) and not errors
            table.add("the reader of a pipe leaves", "quiet end" if right else "WRONG",
                      None if right else f"{case.name}: exit {code}, {errors[:100]}")


def folders(table, case, folder, draw):
    """The folder of the result goes away."""
    for turn in range(20):
        place = folder / f"gone-{turn}"
        place.mkdir()
        usual, case.result = case.result, place / "result.out"
        process = case.begin()
        time.sleep(draw.uniform(0, case.seconds))
        shutil.rmtree(place, ignore_errors=True)
        out, errors = process.communicate()
        code, line = process.returncode, errors.decode().strip()
        right = (code == 2 and line.startswith("saldo: ") and "\n" not in line) or code == 0
        table.add("the folder of the result is gone",
                  {0: "done before"}.get(code, "refused in one line") if right else "WRONG",
                  None if right else f"exit {code}, {line[:200]}")
        shutil.rmtree(place, ignore_errors=True)
        case.result = usual


def main():
    global PROGRAM
    PROGRAM = os.path.abspath(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print(f"seed {seed}")
    draw = random.Random(seed)
    table = Table()
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data(folder / "trade.csv", draw)
        subprocess.run(["gzip", "-k", "-1", folder / "trade.csv"], check=True)
        release = folder / "release.txt"
        release.write_bytes((root / "Fixtures/releases/kaluga-2017.txt").read_bytes())
        growth = folder / "growth.csv"
        growth.write_bytes((root / "Fixtures/tables/regions-growth.csv").read_bytes())
        by = ["--by", "reporter,partner", "--measures", "growth,balance"]
        analyses = [
            Case("analyze csv", ["analyze", str(folder / "trade.csv"), *by, "--format", "csv"], folder),
            Case("analyze gz", ["analyze", str(folder / "trade.csv.gz"), *by, "--format", "json"], folder),
            Case("analyze html", ["analyze", str(folder / "trade.csv"), "--by", "reporter", "--format",
                                  "html"], folder),
            Case("analyze -", ["analyze", "-", "--by", "reporter", "--format", "csv"], folder,
                 stdin=folder / "trade.csv"),
        ]
        checks = [
            Case("check text", ["check", str(release), "--format", "json"], folder),
            Case("check table", ["check", str(growth), "--format", "json"], folder, expected_code=1),
        ]
        library = shim(folder)
        both = analyses + checks
        stages = {
            "calls": lambda: calls(table, both, folder, library, draw),
            "disks": lambda: full_disks(table, both, folder),
            "signals": lambda: signals(table, both, draw),
            "changes": lambda: changed_files(table, folder, draw),
            "memory": lambda: memory(table, both),
            "descriptors": lambda: descriptors(table, both),
            "pipes": lambda: pipes(table, analyses),
            "folders": lambda: folders(table, analyses[0], folder, draw),
        }
        for name, stage in stages.items():
            if len(sys.argv) > 3 and name not in sys.argv[3:]:
                continue
            start = time.monotonic()
            stage()
            print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    table.show()
    sys.exit(bool(table.wrong))


if __name__ == "__main__":
    main()
