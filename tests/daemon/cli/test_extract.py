"""`tieout extract`: what is on the paper, as a table and as JSON, also where it is no statement."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from daemon.cli import exits
from daemon.cli.demo import books
from daemon.cli.demo.ruled_pdf import ruled_pdf
from daemon.cli.demo.sheets import account_text
from tests.daemon.cli.conftest import Ended


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    made = {
        "ruled.pdf": ruled_pdf(books.NORTHGATE, "V-2087"),
        "明细.csv": account_text(books.HENGXIN_THEIRS),
        "locked.pdf": ruled_pdf(books.PINEWOOD, "1", password="x"),
        "hello.txt": b"Dear all,\nplease find nothing attached.\n",
        "empty.pdf": b"",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def test_the_json_holds_every_document_in_order_and_the_sums_hold(
    papers: list[Path], tieout: Callable[..., Ended]
) -> None:
    ended = tieout("extract", "--json", *papers)
    assert exits.DONE == ended.code
    documents = json.loads(ended.out)["documents"]
    assert [paper.name for paper in papers] == [document["name"] for document in documents]
    assert [1, 1, 0, 0, 0] == [len(document["statements"]) for document in documents]
    for document, account in zip(documents, [books.NORTHGATE, books.HENGXIN_THEIRS], strict=False):
        (statement,) = document["statements"]
        assert str(account.closing) == statement["closing"]
        lines = [Decimal(line["amount"]) for line in statement["lines"]]
        assert Decimal(statement["closing"]) == Decimal(statement["opening"]) + sum(lines)
        assert "proven" == statement["proof"]["verdict"]
    for document in documents[2:]:
        assert document["problems"], f"{document['name']} says why it is no statement"


def test_the_table_shows_lines_places_and_the_proof(papers: list[Path], tieout: Callable[..., Ended]) -> None:
    out = tieout("extract", papers[0], papers[2]).out
    wanted = [
        "INV-26-1187",
        "6,240.00",
        "page 1",
        "proven",
        "running_balance",
        "locked.pdf",
        "No statement",
        "password",
    ]
    assert [] == [word for word in wanted if word not in out]


@pytest.mark.parametrize("arguments", [[], ["missing.pdf"], ["."], ["--jsn", "x"]])
def test_unusable_arguments_end_with_two_and_a_sentence(arguments: list[str], tieout: Callable[..., Ended]) -> None:
    ended = tieout("extract", *arguments)
    assert (exits.UNUSABLE, "") == (ended.code, ended.out)
    assert 1 == ended.err.count("\n")
