"""The migration that brought the desk fills in what deciding has kept since."""

from __future__ import annotations

import datetime as dt
import importlib
import json
from types import SimpleNamespace

from daemon.cli.session import session
from daemon.store.figures import read_figures
from daemon.store.findings import DECISION, RECONCILIATION, STATEMENT
from tests.daemon.cli.conftest import Demonstration


def test_cases_of_before_the_desk_get_the_figures_that_deciding_keeps_today(demonstration: Demonstration) -> None:
    migration = importlib.import_module("daemon.store.migrations.versions.v0005_desk")
    with session(demonstration.config) as (_, store):
        numbers = [each.case.id for each in store.cases.overviews() if each.case.outcome]
        assert len(numbers) > 3
        for number in numbers:
            kinds = (STATEMENT, RECONCILIATION, DECISION)
            found = {kind: json.loads(store.cases.finding(number, kind) or "null") for kind in kinds}
            filled = SimpleNamespace(**migration._figures(found))
            if filled.statement_date is not None:
                filled.statement_date = dt.date.fromisoformat(filled.statement_date)
            assert store.figures.get(number) == read_figures(filled)  # type: ignore[arg-type]
