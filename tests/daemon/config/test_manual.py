"""The manual stands beside the settings, word for word, and its example is a configuration that loads."""

from __future__ import annotations

import re
from pathlib import Path

from daemon.config.load import parse, ready_to_serve
from daemon.config.manual import EXAMPLE, example, page, tables

ROOT = Path(__file__).parents[3]
HOW = "run `make format`: the manual is written from daemon/config/settings.py"


def test_the_example_in_the_tree_is_the_one_that_the_settings_make() -> None:
    assert example() == EXAMPLE.read_text(encoding="utf-8"), HOW


def test_the_page_in_the_tree_is_the_one_that_the_settings_make() -> None:
    assert page() == (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"), HOW


def test_the_example_loads_and_is_ready_to_serve() -> None:
    assert [] == ready_to_serve(parse(example()))


def test_the_example_with_every_default_uncommented_says_the_same() -> None:
    """A default that the example shows is the default that holds, so that uncommenting changes nothing."""
    shown = re.sub(r"^# (\w+ = (?!\.\.\.|none).*)$", r"\1", example(), flags=re.MULTILINE)
    assert parse(example()) == parse(shown)
    assert shown.count("\n# ") < example().count("\n# ")


def test_every_key_has_its_manual() -> None:
    assert [] == [f"{table}.{key.name}" for table, _, keys in tables() for key in keys if len(key.description) < 10]


def test_no_key_holds_a_secret() -> None:
    assert [] == [key.name for _, _, keys in tables() for key in keys if re.search(r"password|secret|token", key.name)]
