"""`tieout case rederive` on the packs of the demonstration, in the sandbox as a user runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Demonstration, Ended


def test_every_case_of_the_demonstration_is_derived_again(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    for number in range(1, 13):
        pack = tmp_path / f"{number}.zip"
        assert exits.DONE == tieout("case", "export", number, "--out", pack, "-c", demonstration.config).code
        ended = tieout("case", "rederive", pack)
        assert (exits.DONE, "") == (ended.code, ended.err), ended.out
        assert "differs" not in ended.out
        assert "decision" in ended.out


def test_what_is_no_pack_ends_with_one(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    (tmp_path / "x.zip").write_bytes(b"x")
    ended = tieout("case", "rederive", tmp_path / "x.zip")
    assert exits.FAILED == ended.code
    assert "no evidence pack" in ended.err
