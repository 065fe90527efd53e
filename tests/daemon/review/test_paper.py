from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from daemon.review.paper import Papers
from daemon.sandbox.paper import PaperRefused
from daemon.store import schema
from tests.support.desk import OpenDesk


def test_the_document_is_the_one_that_the_case_is_about(desk: OpenDesk) -> None:
    papers, case = Papers(desk.store), desk.store.cases.get(1)
    assert case.document == papers.document(case).sha256
    assert papers.document(case) is papers.document(case)
    assert "statement" in papers.words(case).lower()


def test_a_case_without_a_file_and_one_whose_time_of_keeping_is_over_say_so(desk: OpenDesk) -> None:
    papers = Papers(desk.store)
    with pytest.raises(PaperRefused, match="without a file"):
        papers.document(desk.store.cases.get(11))
    case = desk.store.cases.get(1)
    with desk.store.writing() as tx:
        tx.execute(update(schema.message).values(pruned_at=dt.datetime.now(dt.UTC)))
    with pytest.raises(PaperRefused, match="time of keeping"):
        papers.document(case)
