"""What a statement says, as one hash: the same statement sent again is recognised whatever file or mail it comes in."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from parsers.references import normal_form
from parsers.statements.statement import Statement


def fingerprint(statement: Statement) -> str:
    """Return a hash of account, currency, dates, balances and lines; names, places and wording do not count."""
    period = statement.period
    content = [
        normal_form(statement.account or ""),
        statement.currency,
        str(statement.date),
        [str(period.start), str(period.end)] if period is not None else None,
        _amount(statement.opening.amount) if statement.opening is not None else None,
        _amount(statement.closing.amount) if statement.closing is not None else None,
        sorted(
            [str(line.date), _amount(line.amount), normal_form(line.references[0]) if line.references else ""]
            for line in statement.lines
        ),
    ]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _amount(amount: Decimal) -> str:
    """Return the value without regard to how many decimals are printed: 12.50 is 12.5."""
    return str(amount.normalize() + 0)
