"""What the README promises to a newcomer is true: its configuration loads, its commands and pages exist."""

from __future__ import annotations

import re
from pathlib import Path

from daemon.config.load import load
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_first_configuration_loads_and_is_ten_lines_at_most(tmp_path: Path) -> None:
    (block,) = _blocks("toml")
    path = tmp_path / "tieout.toml"
    path.write_text(block, encoding="utf-8")
    settings = load(path)
    assert len([line for line in block.splitlines() if line.strip()]) <= 10
    assert settings.policy.mode == "review"
    assert (settings.mailboxes[0].kind, settings.outgoing.kind) == ("imap", "smtp")


def test_every_make_target_it_names_exists() -> None:
    targets = re.findall(r"^make (\w+)", "\n".join(_blocks("sh")), flags=re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert targets == ["run", "test"]
    assert all(re.search(rf"^[\w ]*\b{target}\b[\w ]*:", makefile, flags=re.MULTILINE) for target in targets)


def test_every_path_of_the_tour_exists() -> None:
    tour = (ROOT / "docs/tour.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:daemon|parsers|rules|tests|benchmarks|systemd)/[\w./]*)`", tour))
    placeholders = {path for path in named if "NAME" in path or "CODE" in path}
    assert len(named - placeholders) > 30
    assert [] == sorted(path for path in named - placeholders if not (ROOT / path).exists())
    assert [] == sorted(path for path in placeholders if not (ROOT / path).parent.exists())
