"""Output is plain and whole when piped, and no paper's control characters reach a terminal."""

from __future__ import annotations

import json
import re
import sys

import pytest
from rich.cells import cell_len

from daemon.cli.output import (
    complain,
    first_task,
    printable,
    progress,
    say,
    show_json,
    show_table,
    terminal_width,
    use_utf8,
)


def test_control_and_direction_characters_never_reach_the_terminal() -> None:
    assert "[31mred[0m txt.exe" == printable("\x1b[31mred\x1b[0m\u202e \u200btxt.exe\x00\x9b")
    assert "one two three" == printable("one\ntwo\tthree")
    assert "对账单 ￥１２" == printable("对账单 ￥１２")


def test_a_piped_table_has_one_line_a_row_and_cuts_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    long = "x" * 300
    show_table(["name", "amount"], [["苏州华源", "1,234.50"], [long, "-3.00"], ["a\nb", ""]], right=["amount"])
    lines = capsys.readouterr().out.splitlines()
    assert 4 == len(lines)
    assert long in lines[2]
    assert "\x1b" not in "".join(lines)
    # Chinese characters are two columns wide: the amounts still end in one line below the other.
    assert cell_len(lines[1]) == cell_len(lines[2]) == cell_len(lines[0])


def test_a_table_without_rows_shows_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    show_table(["name", "amount"], [])
    assert "name  amount\n" == capsys.readouterr().out


def test_brackets_in_a_paper_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    say("[bold]INV[/bold] [link=https://evil.example]x[/link]")
    assert "[bold]INV[/bold] [link=https://evil.example]x[/link]\n" == capsys.readouterr().out


def test_json_is_written_in_utf8_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"name": "对账单\x1b"})
    written = capsys.readouterr().out
    assert "对账单" in written
    assert "\x1b" not in written
    assert {"name": "对账单\x1b"} == json.loads(written)


def test_a_complaint_is_one_line_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    complain("This\ndid not work.")
    captured = capsys.readouterr()
    assert ("", "tieout: This did not work.\n") == (captured.out, captured.err)


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Reading", total=2) as bar:
        bar.advance(first_task(bar))
    captured = capsys.readouterr()
    assert ("", "") == (captured.out, captured.err)


def test_streams_without_an_encoding_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Plain:
        def write(self, _text: str) -> int:
            return 0

    monkeypatch.setattr(sys, "stdout", Plain())
    use_utf8()


def test_a_narrow_terminal_never_breaks_a_number_or_a_date_in_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    rows = [["1", "INV-26-1252 2026-10-16 (page 1)", "The two amounts look alike, so that one may be mistyped. " * 3]]
    show_table(["no.", "on their paper", "explanation"], rows, right=["no."], strong=(0,))
    shown = capsys.readouterr().out
    assert "INV-26-1252" in shown
    assert "2026-10-16" in shown
    assert all(cell_len(re.sub("\x1b\\[[0-9;]*m", "", line)) <= 60 for line in shown.splitlines())


def test_a_pipe_has_no_width(capsys: pytest.CaptureFixture[str]) -> None:
    assert terminal_width() is None
