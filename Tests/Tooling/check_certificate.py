#!/usr/bin/env python3
"""Adds up the certificates of `saldo check --format json` once more, with Python's fractions.

usage: saldo check --format json PATH... | check_certificate.py

For each refutation of each conflict: every multiplier of an inequality is at least zero, the rows
times their multipliers cancel every quantity, and what is left says that zero is at most a negative
number (or less than zero, where a row of a strict bound takes part). The refutations of a conflict
must cover every combination of its statements' readings; a witness must give every quantity a value.
Prints one line for each problem and a count; exits 1 if there was any problem.
"""
import json
import sys
from fractions import Fraction
from itertools import product


def refutation_problems(refutation, allowed):
    total, bound, strict = {}, Fraction(0), False
    for row in refutation["rows"]:
        multiplier = Fraction(row["multiplier"])
        if row["from"] not in allowed:
            yield f"a row comes from {row['from']}, which is no premise"
        if row["relation"] != "=" and multiplier < 0:
            yield f"a negative multiplier on a row of {row['from']}"
        strict |= row["relation"] == "<" and multiplier > 0
        for quantity, coefficient in row["coefficients"].items():
            total[quantity] = total.get(quantity, 0) + multiplier * Fraction(coefficient)
        bound += multiplier * Fraction(row["bound"])
    left = {quantity: value for quantity, value in total.items() if value}
    if left:
        yield f"the rows leave {left}"
    if bound > 0 or (bound == 0 and not strict):
        yield f"the bounds sum to {bound}, which is no contradiction"


def conflict_problems(conflict, readings):
    for refutation in conflict["refutations"]:
        allowed = set(refutation["readings"]) | set(conflict["identities"])
        yield from refutation_problems(refutation, allowed)
    refuted = [set(refutation["readings"]) for refutation in conflict["refutations"]]
    for combination in product(*(readings[s] for s in conflict["statements"])):
        if not any(part <= set(combination) for part in refuted):
            yield f"nothing refutes {', '.join(combination)}"


def document_problems(document):
    readings = {s["id"]: [r["id"] for r in s["readings"]] for s in document["statements"]}
    for conflict in document["conflicts"]:
        yield from conflict_problems(conflict, readings)
    if (document["verdict"] == "inconsistent") != bool(document["conflicts"]):
        yield "the verdict and the conflicts do not go together"
    witness = document.get("witness")
    if witness is not None:
        for quantity in document["quantities"]:
            if quantity["id"] not in witness:
                yield f"no value for {quantity['id']}"


def main():
    documents = json.load(sys.stdin)["documents"]
    problems = 0
    for document in documents:
        for problem in document_problems(document):
            problems += 1
            print(f"{document['path']}: {problem}")
    conflicts = sum(len(document["conflicts"]) for document in documents)
    print(f"{len(documents)} documents, {conflicts} conflicts, {problems} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
