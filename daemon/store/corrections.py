"""What staff have corrected in a case, as data: values misread, rows matched or set apart by hand, reasons. Kept with its case.

A correction is laid over what was found and changes none of it. One that was taken back stays in the list, with who and when.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from daemon.correction import Correction
from daemon.store import schema
from daemon.store.cases import Cases

CORRECTIONS: Final = "corrections"
"""The kind of finding that keeps them."""

READ: Final = "read"
"""The kind of finding that keeps the statement as it was read, while values of it are corrected."""


def read_corrections(content: str | None) -> tuple[Correction, ...]:
    """Return the corrections of a finding, those taken back included; none where there is no finding."""
    return () if content is None else msgspec.json.decode(content, type=tuple[Correction, ...])


def corrections_of(cases: Cases, case: int, tx: Connection | None = None) -> tuple[Correction, ...]:
    """Return all corrections of a case, in the order in which they were made."""
    return read_corrections(cases.finding(case, CORRECTIONS, tx))


def keep_corrections(cases: Cases, tx: Connection, case: int, corrections: Sequence[Correction]) -> None:
    cases.put_finding(tx, case, CORRECTIONS, msgspec.json.encode(tuple(corrections)).decode())


def corrected_cases(
    tx: Connection, counterparty: str, limit: int = 20
) -> tuple[tuple[tuple[int, tuple[Correction, ...]], ...], int]:
    """Return the newest cases of a counterparty that staff have corrected, each with its corrections, and how many cases there are."""
    case, finding = schema.case, schema.finding
    found = (
        select(case.c.id, finding.c.content)
        .join(finding, (finding.c.case_id == case.c.id) & (finding.c.kind == CORRECTIONS))
        .where(case.c.counterparty == counterparty)
    )
    total = tx.execute(select(func.count()).select_from(found.subquery())).scalar_one()
    rows = tx.execute(found.order_by(case.c.id.desc()).limit(limit))
    return tuple((row.id, read_corrections(row.content)) for row in rows), int(total)
