#!/usr/bin/env python3
"""What the tests execute, module by module.

Usage: coverage.py [--skip-tests] [--files N]

Runs `swift test --enable-code-coverage` and prints lines, regions and functions of each module, and the N
files (20) with the most lines that no test executes. Swift's compiler counts regions, which are the
branches of the code as written (each arm of an if, guard, switch, ?? or &&); it has no counts of the
branches of the machine. The program run as a process of its own counts too: its profile is merged.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build-coverage"


def export():
    """The counts of every file, by the tests and by the programs that they start."""
    profiles = sorted((SCRATCH / "profiles").glob("*.profraw"))
    merged = SCRATCH / "all.profdata"
    names = SCRATCH / "profiles.txt"
    names.write_text("".join(f"{path}\n" for path in profiles))
    subprocess.run(["llvm-profdata", "merge", "-sparse", "-f", names, "-o", merged], check=True)
    tests = next((SCRATCH / "debug").glob("*PackageTests.xctest"))
    done = subprocess.run(
        ["llvm-cov", "export", "-summary-only", f"-instr-profile={merged}", tests, "-object",
         SCRATCH / "debug/saldo"], check=True, capture_output=True)
    return json.loads(done.stdout)["data"][0]["files"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--skip-tests", action="store_true")
    parser.add_argument("--files", type=int, default=20)
    given = parser.parse_args()
    if not given.skip_tests:
        profiles = SCRATCH / "profiles"
        profiles.mkdir(parents=True, exist_ok=True)
        for path in profiles.glob("*.profraw"):
            path.unlink()
        # Each process writes a profile of its own, `swift test` its usual ones besides.
        environment = dict(os.environ, LLVM_PROFILE_FILE=str(profiles / "%p-%m.profraw"))
        subprocess.run(["swift", "build", "--build-tests", "--enable-code-coverage", "--scratch-path",
                        SCRATCH], cwd=ROOT, check=True, stdout=sys.stderr)
        tests = next((SCRATCH / "debug").glob("*PackageTests.xctest"))
        done = subprocess.run([tests, "--testing-library", "swift-testing"], cwd=ROOT, env=environment,
                              stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            print(f"the tests ended with {done.returncode}")
    modules = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    files = []
    for file in export():
        path = Path(file["filename"])
        if not path.is_relative_to(ROOT / "Sources"):
            continue
        name = path.relative_to(ROOT / "Sources")
        summary = file["summary"]
        for module in (name.parts[0], "all"):
            for kind in ("lines", "regions", "functions"):
                modules[module][kind][0] += summary[kind]["covered"]
                modules[module][kind][1] += summary[kind]["count"]
        files.append((summary["lines"]["count"] - summary["lines"]["covered"], summary["lines"]["count"], name))
    print(f"{'module':16}{'lines':>8}{'executed':>10}{'regions':>9}{'executed':>10}{'functions':>11}{'executed':>10}")
    for module, counts in sorted(modules.items(), key=lambda item: (item[0] == "all", item[0])):
        text = f"{module:16}"
        for kind, widths in (("lines", (8, 10)), ("regions", (9, 10)), ("functions", (11, 10))):
            covered, count = counts[kind]
            text += f"{count:{widths[0]}}{covered / max(1, count):{widths[1]}.1%}"
        print(text)
    print("lines that no test executes:")
    for missing, count, name in sorted(files, reverse=True)[:given.files]:
        print(f"{missing:6} of {count:5}  {name}")


if __name__ == "__main__":
    main()
