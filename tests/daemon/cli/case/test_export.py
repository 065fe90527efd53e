"""`tieout case export` writes one file, and says plainly where it cannot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.case.cases import number_of
from tests.daemon.cli.conftest import Demonstration, Ended


def test_the_pack_of_a_case_is_written(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    number = number_of(demonstration.config, "Vendor statement - please confirm")
    ended = tieout("case", "export", number, "--out", tmp_path / "case.zip", "-c", demonstration.config)
    assert (exits.DONE, "") == (ended.code, ended.err)
    assert {"ledger.json", "reply.eml"} < set(zipfile.ZipFile(tmp_path / "case.zip").namelist())


def test_a_case_that_is_not_there_and_a_place_that_is_not_there(
    demonstration: Demonstration, tmp_path: Path, tieout: Callable[..., Ended]
) -> None:
    assert exits.UNUSABLE == tieout("case", "export", 999, "--out", tmp_path / "x", "-c", demonstration.config).code
    ended = tieout("case", "export", 1, "--out", tmp_path / "no" / "x.zip", "-c", demonstration.config)
    assert exits.FAILED == ended.code
    assert "cannot be written" in ended.err
