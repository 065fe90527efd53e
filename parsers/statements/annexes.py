"""Lists that only break down the lines of a statement beside them: the delivery notes behind the invoices, on a sheet of their own."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.references import normal_form
from parsers.statements.statement import Form, Statement, Verdict


def without_annexes(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements less those lists of which each document's sum is, to the cent, a line of a statement that is proven."""
    accounts = [
        statement
        for statement in statements
        if statement.form is Form.BALANCE_FORWARD and statement.proof.verdict is Verdict.PROVEN
    ]
    return [statement for statement in statements if not any(_breaks_down(statement, account) for account in accounts)]


def _breaks_down(listed: Statement, account: Statement) -> bool:
    if listed is account or listed.form is not Form.OPEN_ITEM or not listed.lines:
        return False
    told = {(normal_form(reference), line.amount) for line in account.lines for reference in line.references}
    sums: dict[str, Decimal] = {}
    document = ""
    for line in listed.lines:
        if line.references:
            document = normal_form(line.references[0])
        sums[document] = sums.get(document, Decimal(0)) + line.amount
    return all((document, amount) in told for document, amount in sums.items())
