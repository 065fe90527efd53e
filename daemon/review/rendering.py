"""Templates become pages: always escaped, a missing value is an error, and other people's text goes through `visible`."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from daemon.replies.language import number
from daemon.review.visible import visible


def render(template: str, **values: object) -> str:
    """Return a template of templates/ filled in."""
    return environment().get_template(template).render(**values)


@cache
def environment() -> Environment:
    """Return the one environment.

    Filters: `visible` for whatever somebody else wrote, `lines` the same with line ends kept, `money` for amounts.
    """
    made = Environment(
        loader=PackageLoader("daemon.review", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    made.filters["lines"] = partial(visible, lines=True)
    made.filters["money"] = money
    return made


def money(amount: Decimal | None, currency: str = "") -> Markup:
    """Return an amount as 1,234.56, its minus sign a real one, with the class that colours it; "" where unknown."""
    if amount is None:
        return Markup("")
    text = number(amount, currency or None).replace("-", "\N{MINUS SIGN}")
    kind = "negative" if amount < 0 else "zero" if amount == 0 else "positive"
    code = f'<span class="currency">{escape(currency)}</span> ' if currency else ""
    return Markup(f'<span class="amount {kind}">{code}{text}</span>')  # noqa: S704 - digits and what was escaped
