#!/usr/bin/env python3
"""Mutation testing: small wrongs in the code, and whether a test sees each of them.

Usage: mutate.py FOLDER [--count N] [--seed N] [--minutes N]

Copies the package to FOLDER, puts wrongs into Exact, Consistency and the aggregation of TradeData, builds
it once, and runs the tests once for each wrong. To build only once, every place that may be wrong becomes
an operator of its own, which does what the code says unless the variable SALDO_MUTANT has its number:
`<` for `<=`, `+` for `-`, `&&` for `||`, `==` for `!=`, `true` for `false`, `min` for `max`, and back. A place
whose type no such operator fits is left as it is. A mutant is killed where a test fails, crashes or takes
too long. Outcomes are kept in FOLDER/mutants.json, and a further run goes on from there.
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = {
    "Exact": ["*.swift"],
    "Consistency": ["*.swift"],
    "TradeData": ["CellStore.swift", "CellMap.swift", "CellLayout.swift", "Cube.swift", "Cube+Joining.swift",
                  "PartialCube.swift", "Levels.swift", "ValueColumn.swift", "DecimalReader.swift",
                  "NumberText.swift", "Judge.swift", "SeriesNumbers.swift", "Worker.swift",
                  "Worker+Columns.swift"],
}
# The tests that are run first, and those that only what survives meets.
FIRST = {"Exact": "ExactTests|ConsistencyTests", "Consistency": "ConsistencyTests",
         "TradeData": "TradeDataTests"}
SECOND = {"Exact": "ReleasesTests|TradeDataTests|AnalyticsTests|SaldoTests",
          "Consistency": "ReleasesTests|ReportingTests|SaldoTests", "TradeData": "AnalyticsTests|SaldoTests"}
INFIX = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+",
         "*": "+", "&&": "||", "||": "&&", "&+": "&-", "&-": "&+", "+=": "-=", "-=": "+="}
PRECEDENCE = {"<": "ComparisonPrecedence", "<=": "ComparisonPrecedence", ">": "ComparisonPrecedence",
              ">=": "ComparisonPrecedence", "==": "ComparisonPrecedence", "!=": "ComparisonPrecedence",
              "+": "AdditionPrecedence", "-": "AdditionPrecedence", "*": "MultiplicationPrecedence",
              "&&": "LogicalConjunctionPrecedence", "||": "LogicalDisjunctionPrecedence",
              "&+": "AdditionPrecedence", "&-": "AdditionPrecedence", "+=": "AssignmentPrecedence",
              "-=": "AssignmentPrecedence"}
WORDS = {"true": "false", "false": "true", "min": "max", "max": "min"}
# Signs that Swift takes as part of an operator and that no operator here has.
SIGNS = [chr(code) for code in range(0x2500, 0x2580)]


def sign(number):
    return SIGNS[number // len(SIGNS)] + SIGNS[number % len(SIGNS)]


def code_only(line):
    """The line with texts and comments blanked, so that places keep their columns."""
    out, is_text, place = [], False, 0
    while place < len(line):
        if not is_text and line.startswith("//", place):
            return "".join(out) + " " * (len(line) - place)
        if line[place] == "\\" and is_text:
            out.append("  ")
            place += 2
            continue
        if line[place] == '"':
            is_text = not is_text
        out.append(" " if is_text or line[place] == '"' else line[place])
        place += 1
    return "".join(out)


def places(text):
    """Where something can be wrong: line, column, what stands there."""
    found, is_long_text = [], False
    infix = re.compile(r"(?<=\s)(" + "|".join(re.escape(o) for o in sorted(INFIX, key=len, reverse=True))
                       + r")(?=\s)")
    words = re.compile(r"(?<![\w.])(true|false)\b(?!:)|(?<![\w.])(min|max)(?=\()")
    for number, line in enumerate(text.split("\n")):
        if line.count('"""') % 2:
            is_long_text = not is_long_text
            continue
        code = code_only(line)
        if is_long_text or re.search(r"\bfunc\b|\boperator\b|\bprecondition|\bimport\b|^\s*#", code):
            continue
        found += [(number, match.start(), match.group()) for match in infix.finditer(code)
                  if code[:match.start()].strip()]
        found += [(number, match.start(), match.group()) for match in words.finditer(code)]
    return found


def definition(mutant):
    """The operator or function that stands in the place of a mutant."""
    number, what = mutant["number"], mutant["what"]
    is_on = f"activeMutant == {number}"
    if what in ("true", "false"):
        return f"var mutant{number}: Bool {{ {is_on} ? {WORDS[what]} : {what} }}"
    if what in WORDS:
        return (f"func mutant{number}<T: Comparable>(_ first: T, _ second: T) -> T "
                f"{{ {is_on} ? {WORDS[what]}(first, second) : {what}(first, second) }}")
    name, other = what + sign(number), INFIX[what]
    head = f"infix operator {name}: {PRECEDENCE[what]}\nfunc {name} "
    if what in ("&&", "||"):
        return (f"{head}(_ left: Bool, _ right: @autoclosure () throws -> Bool) rethrows -> Bool "
                f"{{ try {is_on} ? left {other} right() : left {what} right() }}")
    body = f"{{ {is_on} ? left {other} right : left {what} right }}"
    if PRECEDENCE[what] == "ComparisonPrecedence":
        kind = "Equatable" if what in ("==", "!=") else "Comparable"
        return f"{head}<T: {kind}>(_ left: T, _ right: T) -> Bool {body}"
    if what in ("+=", "-="):
        body = f"{{ if {is_on} {{ left {other} right }} else {{ left {what} right }} }}"
        kinds = ["<T: AdditiveArithmetic>(_ left: inout T, _ right: T)"]
        kinds += ["(_ left: inout Rational, _ right: Rational)"]
        return head + f" {body}\nfunc {name} ".join(kinds) + f" {body}"
    kind = "FixedWidthInteger" if what.startswith("&") else "Numeric" if what == "*" else "AdditiveArithmetic"
    text = f"{head}<T: {kind}>(_ left: T, _ right: T) -> T {body}"
    if not what.startswith("&"):
        text += f"\nfunc {name} (_ left: Rational, _ right: Rational) -> Rational {body}"
    return text


def write(folder, originals, mutants):
    """The sources with the mutants that are left, and what they call."""
    for module in FILES:
        text = "import Foundation\n" + ("" if module == "Exact" else "import Exact\n")
        text += ('let activeMutant = Int(ProcessInfo.processInfo.environment["SALDO_MUTANT"] ?? "") ?? -1\n')
        text += "\n".join(definition(m) for m in mutants if m["module"] == module) + "\n"
        save(folder / "Sources" / module / "Mutants.swift", text)
    for path, text in originals.items():
        lines = text.split("\n")
        here = sorted((m for m in mutants if m["path"] == path), key=lambda m: (-m["line"], -m["column"]))
        for mutant in here:
            line, what = lines[mutant["line"]], mutant["what"]
            end = mutant["column"] + len(what)
            new = f"mutant{mutant['number']}" if what in WORDS else what + sign(mutant["number"])
            lines[mutant["line"]] = line[:mutant["column"]] + new + line[end:]
        save(folder / path, "\n".join(lines))


def save(path, text):
    """Writes what is new, so that the rest is not built again."""
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def built(folder, originals, mutants):
    """Builds, leaving out what no operator fits; the mutants that are left."""
    for turn in range(25):
        write(folder, originals, mutants)
        done = subprocess.run(["nice", "-n", "19", "swift", "build", "--build-tests"], cwd=folder,
                              capture_output=True, text=True, errors="replace", check=False)
        if done.returncode == 0:
            return mutants
        errors = {(Path(path).relative_to(folder).as_posix(), int(line) - 1) for path, line in re.findall(
            r"(/\S+\.swift):(\d+):\d+: error:", done.stdout + done.stderr)}
        def is_near(mutant, reach):
            return any(mutant["path"] == path and abs(mutant["line"] - line) <= reach
                       for path, line in errors)
        dropped = []
        for reach in (0, 1, 2, 4, 8, 20, 60):
            dropped = [m for m in mutants if is_near(m, reach)]
            if dropped:
                break
        if not dropped:
            sys.exit("does not build:\n" + (done.stdout + done.stderr)[-3000:])
        mutants = [m for m in mutants if m not in dropped]
        print(f"build {turn + 1}: {len(dropped)} places left as they are, {len(mutants)} mutants", flush=True)
    sys.exit("does not build in 25 turns")


def tests(folder, pattern, number, limit):
    """Whether the tests of a pattern fail with a mutant, and how."""
    environment = dict(os.environ, SALDO_MUTANT=str(number), SWIFT_BACKTRACE="enable=no")
    command = ["nice", "-n", "19", "swift", "test", "--skip-build", "--filter", pattern]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True,
                              errors="replace", timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        # The tests' own process outlives the command; its number is in no answer, its variable is.
        for process in Path("/proc").glob("[0-9]*/environ"):
            try:
                if f"SALDO_MUTANT={number}\0".encode() in process.read_bytes():
                    os.kill(int(process.parent.name), 9)
            except OSError:
                continue
        return "timeout"
    if done.returncode == 0:
        return None
    return "failed" if "recorded an issue" in done.stdout + done.stderr else "crashed"


def prepared(folder, count, seed):
    """The mutants, from an earlier run or drawn anew, and the package built with them."""
    folder = folder.resolve()
    ledger = folder / "mutants.json"
    if ledger.exists():
        return json.loads(ledger.read_text())
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("Sources", "Tests", "Fixtures"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns(".build", "Fuzzing"))
    package = (ROOT / "Package.swift").read_text()
    package = re.sub(r"  \.strictMemorySafety\(\),\n  \.treatAllWarnings\(as: \.error\),\n", "", package)
    (folder / "Package.swift").write_text(package)
    originals, mutants = {}, []
    for module, patterns in FILES.items():
        for path in sorted({p for pattern in patterns for p in (folder / "Sources" / module).rglob(pattern)}):
            if path.name == "Mutants.swift":
                continue
            name = path.relative_to(folder).as_posix()
            originals[name] = path.read_text()
            mutants += [{"module": module, "path": name, "line": line, "column": column, "what": what}
                        for line, column, what in places(originals[name])]
    draw = random.Random(seed)
    print(f"{len(mutants)} places, seed {seed}: {dict(Counter(m['module'] for m in mutants))}")
    # As many of each module, as far as it has them.
    chosen = []
    for module in FILES:
        here = [m for m in mutants if m["module"] == module]
        chosen += draw.sample(here, min(len(here), count // len(FILES)))
    for number, mutant in enumerate(chosen):
        mutant["number"] = number
        mutant["text"] = originals[mutant["path"]].split("\n")[mutant["line"]].strip()
    chosen = built(folder, originals, chosen)
    draw.shuffle(chosen)
    state = {"mutants": chosen}
    ledger.write_text(json.dumps(state, indent=1))
    return state


def report(mutants):
    print(f"{'module':14}{'mutants':>8}{'killed':>8}{'timeout':>8}{'survived':>9}{'share':>8}")
    for module in [*FILES, "all"]:
        here = [m for m in mutants if "outcome" in m and module in (m["module"], "all")]
        counts = Counter(m["outcome"] for m in here)
        killed = counts["failed"] + counts["crashed"]
        share = (killed + counts["timeout"]) / len(here) if here else 0
        print(f"{module:14}{len(here):8}{killed:8}{counts['timeout']:8}{counts['survived']:9}{share:8.1%}")
    for mutant in mutants:
        if mutant.get("outcome") == "survived":
            other = {**INFIX, **WORDS}[mutant["what"]]
            print(f"survived: {mutant['path']}:{mutant['line'] + 1}: {mutant['what']} for {other}: "
                  f"{mutant['text']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=450)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e9)
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    end = time.monotonic() + 60 * given.minutes
    folder = given.folder.resolve()
    state = prepared(folder, given.count, given.seed)
    mutants = state["mutants"]
    if not given.report:
        limits = {}
        for module in FILES:
            for order in (FIRST, SECOND):
                start = time.monotonic()
                wrong = tests(folder, order[module], -1, 1200)
                if wrong:
                    sys.exit(f"{order[module]} {wrong} without any mutant")
                limits[order[module]] = 20 + 6 * (time.monotonic() - start)
        print({pattern: round(limit) for pattern, limit in limits.items()}, flush=True)
        for mutant in mutants:
            if "outcome" in mutant:
                continue
            if time.monotonic() > end:
                break
            for order in (FIRST, SECOND):
                pattern = order[mutant["module"]]
                mutant["outcome"] = tests(folder, pattern, mutant["number"], limits[pattern]) or "survived"
                if mutant["outcome"] != "survived":
                    break
            (folder / "mutants.json").write_text(json.dumps(state, indent=1))
    report(mutants)


if __name__ == "__main__":
    main()
