"""How well the installed `sayso` reads, beside the floors that CI holds.

    python benchmarks/quality.py            figures as a Markdown table
    python benchmarks/quality.py --check    exit 1 where one lies below its floor
    python benchmarks/quality.py --update   measure, then raise the floors (never lowers one:
                                            that takes --allow-lower, and a reason in the commit)

Texts and gold are other people's and lie in ../shared, outside this repository. Without them
--check says so and passes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import floors
from floors import Floor, FloorError
from following import Claims, Origins, Tuning
from installed import EXIT_USAGE, NO_DATA, SHARED, BenchmarkError, command
from suites import Attribution, Brief, Meaning, Measured, Shop, Suite

FLOORS = Path(__file__).with_name("floors.json")
SUITES: tuple[Suite, ...] = (Attribution(), Meaning(), Brief(), Origins(), Claims())
MORE: tuple[Suite, ...] = (Tuning(),)  # when asked for by name
Results = dict[str, Measured]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and compare or update as asked; the exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.limit is not None and (asked.limit < 1 or asked.check or asked.update):
        parser.error("--limit N (1 or more) is for a quick look: floors hold for all articles")
    if asked.allow_lower and not asked.update:
        parser.error("--allow-lower goes with --update")
    if not (SHARED / "data").is_dir():
        print(f"quality: skipped, no figure was measured or checked: {NO_DATA}")
        return 0 if asked.check else EXIT_USAGE
    suites = [s for s in (*SUITES, *MORE) if s.name in (asked.suite or [s.name for s in SUITES])]
    held = floors.load(FLOORS)
    try:
        results = {suite.name: _measured(suite, asked.limit) for suite in suites}
    except BenchmarkError as error:
        print(f"quality: {error}", file=sys.stderr)
        return EXIT_USAGE
    if asked.json:
        print(json.dumps({name: result.figures for name, result in results.items()}, indent=2))
    else:
        _show(suites, results, held, remarks=asked.remarks)
    if asked.update:
        return _update(suites, results, held, allow_lower=asked.allow_lower)
    return _check(suites, results, held) if asked.check else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [suite.name for suite in (*SUITES, *MORE)]
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="exit 1 below a floor")
    what.add_argument("--update", action="store_true", help="write floors.json anew")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: may lower them")
    parser.add_argument("--suite", action="append", choices=names, help="only this one")
    parser.add_argument("--limit", type=int, metavar="N", help="read N articles only, no floors")
    parser.add_argument("--json", action="store_true", help="figures as JSON instead of tables")
    parser.add_argument("--remarks", action="store_true", help="what the scorers say of errors too")
    return parser


def _measured(suite: Suite, limit: int | None) -> Measured:
    command()  # says at once if nothing is installed
    with tempfile.TemporaryDirectory(prefix="sayso-quality-") as folder:
        return suite.measure(Shop(SHARED, Path(folder), limit))


def _show(suites: list[Suite], results: Results, held: dict[str, Floor], *, remarks: bool) -> None:
    for suite in suites:
        result = results[suite.name]
        least = held[suite.name].least if suite.name in held else {}
        print(f"\n| {suite.name} | measured | floor |\n| --- | ---: | ---: |")
        for figure, value in result.figures.items():
            floor = f"{least[figure]:g}" if figure in least else ""
            print(f"| {figure} | {value:.{suite.places}f} | {floor} |")
        if remarks and result.remarks:
            print(f"\n{result.remarks.rstrip()}")


def _check(suites: list[Suite], results: Results, held: dict[str, Floor]) -> int:
    """Print what falls short; 1 if anything does."""
    short = 0
    for suite in suites:
        if suite.name not in held:
            print(f"\nquality: {suite.name} has no floors yet")
            continue
        floor = held[suite.name]
        try:
            lines = floors.shortfalls(floor, _digest(suite), results[suite.name].figures)
        except FloorError as error:
            lines = [str(error)]
        for line in lines:
            print(f"\nquality: {suite.name}: {line}")
        if not lines:
            print(f"\nquality: {suite.name}: {len(floor.least)} floors hold")
        short += len(lines)
    return 1 if short else 0


def _update(
    suites: list[Suite], results: Results, held: dict[str, Floor], *, allow_lower: bool
) -> int:
    """Write new floors of the suites that were measured; 1, and nothing written, if one refuses."""
    new = dict(held)
    for suite in suites:
        measured = {name: results[suite.name].figures[name] for name in suite.held}
        try:
            new[suite.name] = floors.raised(
                held.get(suite.name),
                _digest(suite),
                measured,
                suite.slack,
                allow_lower=allow_lower,
            )
        except FloorError as error:
            print(f"\nquality: {suite.name}: {error}; floors.json is as it was", file=sys.stderr)
            return 1
    floors.save(FLOORS, new)
    print(f"\nquality: floors written to {FLOORS}")
    return 0


def _digest(suite: Suite) -> str:
    return floors.digest(suite.data(SHARED), SHARED)


if __name__ == "__main__":
    sys.exit(main())
