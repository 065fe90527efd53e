"""What else can lay two lists against each other, on the same made-up cases: for `python -m benchmarks.matching --baseline`.

Three ways to pairs: a join on the normalised number and the amount (a spreadsheet's look-up), and two libraries for record
linkage, each set up once by its manual and not tuned. None finds groups, reasons or a bridge. The libraries are the optional
extra `bench`; where they are not installed, a sentence says so. The joins at the end are for time alone.
"""

from __future__ import annotations

import importlib
import logging
import re
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterable
from decimal import Decimal
from types import ModuleType

from benchmarks.matching_levels import Case
from parsers.references import normal_form

Pairs = set[tuple[int, str]]
_DAYS = 5


class NotInstalled(Exception):
    """The library is not there; the message says how to get it."""


def _library(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise NotInstalled(f"{name} is not installed: pip install 'tieout[bench]'.") from None


def joined(case: Case) -> Pairs:
    """Pair what shares the normalised number and the amount, each row once."""
    entries: dict[tuple[str, Decimal], list[str]] = {}
    for entry in case.account.entries:
        for reference in entry.references:
            entries.setdefault((normal_form(reference), abs(entry.amount)), []).append(entry.id)
    pairs: Pairs = set()
    used: set[str] = set()
    for position, line in enumerate(case.statement.lines):
        found = (
            one
            for reference in line.references
            for one in entries.get((normal_form(reference), abs(line.amount)), ())
            if one not in used
        )
        if (one := next(found, None)) is not None:
            used.add(one)
            pairs.add((position, one))
    return pairs


def _rows(case: Case) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return both sides as plain rows. A line's number may stand in its description only: then it is read from there."""
    theirs: list[dict[str, object]] = []
    for position, line in enumerate(case.statement.lines):
        named = normal_form(line.references[0]) if line.references else _number_in(line.description)
        day = line.date.toordinal() if line.date else None
        theirs.append(_row(position, abs(line.amount), named, day))
    ours = [
        _row(position, abs(entry.amount), normal_form(entry.references[0]), entry.date.toordinal())
        for position, entry in enumerate(case.account.entries)
    ]
    return theirs, ours


def _row(position: int, amount: Decimal, number: str, day: int | None) -> dict[str, object]:
    cents = int(amount * 100)
    return {"unique_id": position, "cents": cents, "number": number or None, "digits": _digits(number), "day": day}


def _number_in(text: str) -> str:
    found = re.search(r"\b[A-Za-z]{0,4}[- ]?\d{3,}\b", text)
    return normal_form(found.group()) if found else ""


def _digits(number: str) -> str | None:
    return "".join(character for character in number if character.isdigit()).lstrip("0") or None


def _best_first(case: Case, scored: Iterable[tuple[float, int, int]]) -> Pairs:
    """Return the pairs, each row once, the surest first."""
    lines: set[int] = set()
    entries: set[int] = set()
    pairs: Pairs = set()
    for _score, line, entry in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if line not in lines and entry not in entries:
            lines.add(line)
            entries.add(entry)
            pairs.add((line, case.account.entries[entry].id))
    return pairs


def linked_by_recordlinkage(case: Case) -> Pairs:
    """recordlinkage: blocked on amount, on number or on its digits; number, digits, amount and days compared; sums of at least 2."""
    pandas, linkage = _library("pandas"), _library("recordlinkage")
    theirs, ours = (pandas.DataFrame(rows).set_index("unique_id") for rows in _rows(case))
    index = linkage.Index()
    for key in ("cents", "number", "digits"):
        index.block(key)
    candidates = index.index(theirs, ours)
    compare = linkage.Compare()
    compare.exact("cents", "cents", label="cents")
    compare.string("number", "number", method="jarowinkler", label="number", missing_value=0)
    compare.exact("digits", "digits", label="digits", missing_value=0)
    compare.numeric("day", "day", method="linear", offset=0, scale=_DAYS, label="day", missing_value=0.5)
    features = compare.compute(candidates, theirs, ours)
    total = features.sum(axis=1)
    return _best_first(case, ((float(score), line, entry) for (line, entry), score in total[total >= 2].items()))


def linked_by_splink(case: Case) -> Pairs:
    """splink: the same blocks and comparisons, its weights learned by expectation maximisation; pairs of probability 0.5 and more."""
    pandas, splink = _library("pandas"), _library("splink")
    levels, blocking = _library("splink.comparison_library"), splink.block_on
    logging.getLogger("splink").setLevel(logging.ERROR)
    theirs, ours = (pandas.DataFrame(rows) for rows in _rows(case))
    settings = splink.SettingsCreator(
        link_type="link_only",
        comparisons=[
            levels.ExactMatch("cents"),
            levels.JaroWinklerAtThresholds("number", [0.9]),
            levels.ExactMatch("digits"),
            levels.ExactMatch("day"),
        ],
        blocking_rules_to_generate_predictions=[blocking("cents"), blocking("number"), blocking("digits")],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        api = splink.DuckDBAPI()
        frames = [
            api.register(frame, dataset_display_name=name) for frame, name in ((theirs, "theirs"), (ours, "ours"))
        ]
        linker = splink.Linker(frames, settings, log_level=logging.ERROR)
        linker.training.estimate_probability_two_random_records_match([blocking("cents", "digits")], recall=0.7)
        linker.training.estimate_u_using_random_sampling(max_pairs=200_000, seed=1)
        for rule in ("cents", "digits"):
            linker.training.estimate_parameters_using_expectation_maximisation(blocking(rule))
        found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    scored = []
    for row in found.to_dict("records"):
        first_is_theirs = str(row["source_dataset_l"]).startswith("theirs")
        left, right = int(row["unique_id_l"]), int(row["unique_id_r"])
        line, entry = (left, right) if first_is_theirs else (right, left)
        scored.append((float(row["match_weight"]), line, entry))
    return _best_first(case, scored)


BASELINES: tuple[tuple[str, Callable[[Case], Pairs]], ...] = (
    ("join on number and amount", joined),
    ("recordlinkage", linked_by_recordlinkage),
    ("splink", linked_by_splink),
)


def dictionary_join_time(case: Case) -> float:
    """Return the processor seconds of a bare join of both sides on (number, cents) in dictionaries, rows made ready before."""
    theirs, ours = _keys(case)
    start = time.process_time()
    known: dict[tuple[str, int], list[int]] = {}
    for position, key in enumerate(ours):
        known.setdefault(key, []).append(position)
    pairs = [(position, other) for position, key in enumerate(theirs) for other in known.get(key, ())]
    del pairs
    return time.process_time() - start


def polars_join_time(case: Case) -> float:
    """Return the seconds of the same join in polars, which works on several cores: wall time."""
    polars = _library("polars")
    theirs, ours = (
        polars.DataFrame({"number": [key[0] for key in keys], "cents": [key[1] for key in keys]}).with_row_index()
        for keys in _keys(case)
    )
    start = time.perf_counter()
    theirs.join(ours, on=["number", "cents"], how="inner")
    return time.perf_counter() - start


def _keys(case: Case) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    def key(references: tuple[str, ...], amount: Decimal) -> tuple[str, int]:
        return unicodedata.normalize("NFKC", references[0] if references else ""), int(abs(amount) * 100)

    return (
        [key(line.references, line.amount) for line in case.statement.lines],
        [key(entry.references, entry.amount) for entry in case.account.entries],
    )
