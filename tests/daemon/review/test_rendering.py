from __future__ import annotations

import re
from decimal import Decimal

import jinja2
import pytest

from daemon.review.rendering import environment, money, render


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (Decimal("-1234.5"), "", '<span class="amount negative">−1,234.50</span>'),
        (Decimal("-0.00"), "", '<span class="amount zero">0.00</span>'),
        (Decimal(1000), "JPY", '<span class="amount positive"><span class="currency">JPY</span> 1,000</span>'),
        (Decimal(1), "<b>", '<span class="amount positive"><span class="currency">&lt;b&gt;</span> 1.00</span>'),
        (None, "USD", ""),
    ],
)
def test_an_amount_is_written_as_accountants_read_it(amount: Decimal | None, currency: str, expected: str) -> None:
    assert expected == money(amount, currency)


def test_templates_escape_and_miss_nothing_in_silence() -> None:
    made = environment()
    assert "&lt;script&gt;" in made.from_string("{{ text }}").render(text="<script>")
    with pytest.raises(jinja2.UndefinedError):
        made.from_string("{{ text }}").render()
    with pytest.raises(jinja2.TemplateNotFound):
        render("nothing.html")


def test_no_template_goes_around_the_escaping_or_the_policy_for_scripts_and_styles() -> None:
    loader = environment().loader
    assert loader is not None
    for name in environment().list_templates():
        source = loader.get_source(environment(), name)[0]
        for unwanted in ("|safe", "| safe", "autoescape", " style=", " onclick", " onload", "<style", "javascript:"):
            assert unwanted not in source, (name, unwanted)
        assert source.count("<script") == source.count('<script src="/static/'), name
        macros = "|".join(re.findall(r"macro (\w+)\([^)]*\) %}[^\n]*{{ visit\.token }}", source)) or "visit.token"
        begun = rf'method="post"[^>\n]*>\s*{{{{ (?:visit\.token|(?:{macros})\([^)]*\)) }}}}'
        assert source.count('method="post"') == len(re.findall(begun, source)), name
