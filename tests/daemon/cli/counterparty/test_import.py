"""`tieout counterparty import`: a list, or a sentence with the row that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli import exits
from tests.daemon.cli.conftest import Ended


def test_a_list_is_taken_over_or_refused_with_its_row(tmp_path: Path, tieout: Callable[..., Ended]) -> None:
    config = tmp_path / "tieout.toml"
    config.write_text("", encoding="utf-8")
    (tmp_path / "c.csv").write_text("Code,Name,Mail addresses\nC1,Acme,ap@acme.example\n", encoding="utf-8")
    ended = tieout("counterparty", "import", tmp_path / "c.csv", "-c", config)
    assert (exits.DONE, "1 counterparties are on file.\n") == (ended.code, ended.out), ended.err
    (tmp_path / "c.csv").write_text("Code,Name,Mail addresses\nC1,Acme,not an address\n", encoding="utf-8")
    refused = tieout("counterparty", "import", tmp_path / "c.csv", "-c", config)
    assert exits.FAILED == refused.code
    assert "row 2" in refused.err
    assert "ap@acme.example" in tieout("counterparty", "list", "-c", config).out
