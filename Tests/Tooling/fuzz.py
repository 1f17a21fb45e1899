#!/usr/bin/env python3
"""Fuzzes what reads input, and says what was tried.

Usage: fuzz.py [--seconds N] [--sanitize fuzzer,address] [--debug] [TARGET ...]

Builds Tests/Fuzzing with the sanitizers, links it with the libFuzzer of Swift's toolchain, and runs each
target for N seconds (FUZZ_SECONDS, 60) from the seeds in Fixtures/fuzz and from what earlier runs found
(.build/fuzzing/corpus). Prints executions, edges and inputs of each target; the sums of all runs are kept
in .build/fuzzing/totals.json. Exits with 1 where an input crashes, hangs or breaks a promise: it is kept
in .build/fuzzing/findings.
"""
import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".build/fuzzing"
TARGETS = ["decimal", "csv", "trade", "layout", "packed", "release", "statements", "define", "request"]
# The longest inputs that are worth their time.
LENGTHS = {"decimal": 64, "csv": 1024, "trade": 1024, "layout": 2048, "packed": 4096, "release": 1024,
           "statements": 1024, "define": 512, "request": 1024}


def build(sanitize, configuration):
    """The program, linked with libFuzzer."""
    scratch = FOLDER / f"{configuration}-{sanitize.replace(',', '-')}"
    compile_c = ",".join("fuzzer-no-link" if name == "fuzzer" else name for name in sanitize.split(","))
    subprocess.run(
        ["swift", "build", "-c", configuration, "--package-path", ROOT / "Tests/Fuzzing", "--scratch-path",
         scratch, "--product", "SaldoFuzz", "-Xswiftc", f"-sanitize={sanitize}", "-Xswiftc",
         "-enable-testing", "-Xcc", f"-fsanitize={compile_c}"],
        check=True, stdout=sys.stderr)
    libraries = subprocess.run(
        ["pkg-config", "--libs", "openblas", "libdeflate", "libzstd"], check=True, capture_output=True,
        text=True).stdout
    program = scratch / "saldo-fuzz"
    subprocess.run(
        ["swiftc", f"-sanitize={sanitize}", "-o", program, scratch / configuration / "libSaldoFuzz.a",
         *shlex.split(libraries)], check=True, stdout=sys.stderr)
    return program


def last(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def run(program, target, seconds):
    """One target; what was tried, and how the run ended."""
    corpus, findings = FOLDER / "corpus" / target, FOLDER / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(exist_ok=True)
    # The crash reporter of Swift would wait for an answer.
    environment = dict(os.environ, SALDO_FUZZ_TARGET=target, SWIFT_BACKTRACE="enable=no",
                       ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1")
    command = ["nice", "-n", "19", program, corpus, ROOT / "Fixtures/fuzz" / target,
               f"-max_total_time={seconds}", f"-max_len={LENGTHS[target]}", "-timeout=120",
               "-rss_limit_mb=4096", "-malloc_limit_mb=3000", "-print_final_stats=1",
               f"-artifact_prefix={findings}/{target}-"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace",
                          check=False)
    said = done.stderr
    return {
        "executions": last(r"stat::number_of_executed_units:\s*(\d+)", said) or last(r"#(\d+)\s", said),
        "edges": last(r"\bcov: (\d+)", said), "inputs": last(r"\bcorp: (\d+)", said),
        "rate": last(r"exec/s: (\d+)", said), "code": done.returncode, "said": said,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", default=TARGETS)
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("FUZZ_SECONDS", "60")))
    parser.add_argument("--sanitize", default="fuzzer,address")
    parser.add_argument("--debug", action="store_true", help="build in half a minute, and run at a tenth of the speed")
    given = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    program = build(given.sanitize, "debug" if given.debug else "release")
    ledger = FOLDER / "totals.json"
    totals = json.loads(ledger.read_text()) if ledger.exists() else {}
    failed = []
    print(f"{'target':12}{'seconds':>9}{'executions':>13}{'a second':>10}{'edges':>8}{'inputs':>8}")
    for target in given.targets or TARGETS:
        result = run(program, target, given.seconds)
        print(f"{target:12}{given.seconds:9}{result['executions']:13}{result['rate']:10}"
              f"{result['edges']:8}{result['inputs']:8}", flush=True)
        total = totals.setdefault(target, {"seconds": 0, "executions": 0})
        total["seconds"] += given.seconds
        total["executions"] += result["executions"]
        ledger.write_text(json.dumps(totals, indent=1))
        if result["code"] != 0:
            failed.append(target)
            print("\n".join(result["said"].splitlines()[-40:]))
    hours = sum(total["seconds"] for total in totals.values()) / 3600
    tried = sum(total["executions"] for total in totals.values())
    print(f"in all runs: {tried} executions in {hours:.2f} hours; "
          + (f"findings: {', '.join(failed)}" if failed else "no finding"))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
