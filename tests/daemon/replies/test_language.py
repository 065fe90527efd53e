"""Every language file is complete, has the same placeholders, and says amounts and dates as its readers do."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.replies.ask import CODES
from daemon.replies.explanations import GROUP_OF, Group
from daemon.replies.language import language, languages, number
from daemon.replies.perspective import Owed
from daemon.replies.phrases import KINDS
from rules.model.difference import Reason

ENGLISH = language("en")


def _plural_stems(code: str) -> set[str]:
    return {key.rpartition(".")[0] for key in language(code).words if key.endswith((".many.other", ".other"))} & {
        key.removesuffix(".other") for key in ENGLISH.words if key.removesuffix(".other") + ".one" in ENGLISH.words
    }


@pytest.mark.parametrize("code", languages())
def test_all_languages_have_the_same_keys(code: str) -> None:
    theirs = language(code)
    plural_ones = {f"{stem}.one" for stem in _plural_stems("en")}
    expected = set(ENGLISH.words) if theirs.plural else set(ENGLISH.words) - plural_ones
    assert expected == set(theirs.words)


@pytest.mark.parametrize("code", languages())
def test_the_same_key_has_the_same_placeholders(code: str) -> None:
    theirs = language(code)
    differing = {
        key: (ENGLISH.needs(key), theirs.needs(key))
        for key in theirs.words
        if not key.startswith(("document.", "format.date"))
        and not key.endswith(".one")
        and ENGLISH.needs(key) != theirs.needs(key)
    }
    assert {} == differing


@pytest.mark.parametrize("code", languages())
def test_a_document_is_named_by_all_that_is_known_of_it(code: str) -> None:
    """The article or measure word is the language's business; reference, date and amount are never dropped."""
    words = language(code)
    names = {"ref": "reference", "date": "date", "amount": "amount"}
    for key in (key for key in words.words if key.startswith("document.")):
        parts = key.removeprefix("document.").split("_")
        wanted = {names[part] for part in parts if part in names}
        assert wanted == words.needs(key) - {"kind", "a_kind"}, key


@pytest.mark.parametrize("code", languages())
def test_every_reason_group_kind_and_problem_has_words(code: str) -> None:
    words = language(code)
    for reason in Reason:
        assert words.has(f"reason.{reason}.title")
        assert words.has(f"reason.{reason}.text_1")
    assert set(Reason) == set(GROUP_OF)
    assert all(words.has(f"group.{group}") for group in Group)
    assert all(words.has(f"kind.{kind}.name") for kind in KINDS)
    assert all(words.has(f"owed.{side}") and words.has(f"favour.{side}") for side in Owed)
    assert all(words.has(f"ask.{problem}.problem") and words.has(f"ask.{problem}.request") for problem in CODES)


@pytest.mark.parametrize("code", languages())
def test_the_barest_sentence_of_a_reason_needs_only_what_is_always_known(code: str) -> None:
    words = language(code)
    for reason in Reason:
        last = max(key for key in words.words if key.startswith(f"reason.{reason}.text_"))
        assert words.needs(last) <= {"item", "document", "this", "amount"}, last


@pytest.mark.parametrize("code", languages())
def test_sentences_end_as_sentences_do(code: str) -> None:
    words = language(code)
    sentences = [key for key in words.words if key.startswith(("reason.", "request.")) and not key.endswith(".title")]
    assert sentences
    assert [] == [key for key in sentences if not words.words[key].endswith((".", "。"))]


@pytest.mark.parametrize("code", languages())
def test_twelve_months_have_names(code: str) -> None:
    assert len(set(language(code).months)) == 12


def test_dates_read_as_people_write_them() -> None:
    assert language("en").date(dt.date(2026, 3, 31)) == "31 March 2026"
    assert language("zh_CN").date(dt.date(2026, 3, 1)) == "2026年3月1日"
    assert language("zh_TW").date(dt.date(2026, 3, 31)) == "2026年3月31日"
    assert language("de").date(dt.date(2026, 3, 1)) == "01.03.2026"


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("1234.5", "USD", "1,234.50"),
        ("-0.00", "USD", "0.00"),
        ("-12.3", None, "-12.30"),
        ("1E+3", "EUR", "1,000.00"),
        ("1234567.891", "USD", "1,234,567.891"),
        ("1500", "JPY", "1,500"),
        ("1500.25", "JPY", "1,500.25"),
        ("1.5", "KWD", "1.500"),
    ],
)
def test_amounts_have_their_currencys_decimals_and_lose_no_digit(amount: str, currency: str | None, shown: str) -> None:
    assert shown == number(Decimal(amount), currency)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15))
def test_a_written_amount_reads_back_as_the_same_amount(amount: Decimal) -> None:
    assert amount == Decimal(number(amount).replace(",", ""))


def test_in_english_the_currency_stands_before_the_amount() -> None:
    assert language("en").amount(Decimal("1234.5"), "USD") == "USD 1,234.50"


def test_amounts_counts_and_rates_have_the_marks_of_the_language() -> None:
    german = language("de")
    assert german.amount(Decimal("-1234567.8"), "EUR") == "-1.234.567,80 EUR"
    assert german.amount(Decimal("1234.5"), None) == "1.234,50"
    assert german.rate(Decimal("0.025")) == "2,5 %"
    assert german.count("kind.invoice.many", 1200) == "1.200 Rechnungen"
    assert language("zh_TW").amount(Decimal("1234.5"), "TWD") == "TWD 1,234.50"


def test_a_value_is_never_searched_for_placeholders() -> None:
    assert language("en").say("ask.file", file="{problem}", problem="x") == "{problem}: x"


def test_a_missing_value_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(KeyError):
        language("en").say("ask.file", file="x")


def test_other_chinese_reads_chinese_and_unknown_languages_english() -> None:
    assert [language(code).code for code in ("zh_TW", "zh-HK", "zh_Hant", "zh-Hant-MO")] == ["zh_TW"] * 4
    assert [language(code).code for code in ("zh-CN", "zh", "zh_SG", "zh_Hans")] == ["zh_CN"] * 4
    assert language("de-AT").code == "de"
    assert language("fr").code == "en"
    assert language("").code == "en"
    assert language("../../etc/passwd").code == "en"


def test_one_and_many_are_told_apart_where_the_language_does() -> None:
    assert language("en").count("kind.invoice.many", 1) == "1 invoice"
    assert language("en").count("kind.invoice.many", 1200) == "1,200 invoices"
    assert language("zh_CN").count("kind.invoice.many", 1) == "1 张发票"


def test_a_rate_is_said_in_per_cent() -> None:
    assert language("en").rate(Decimal("0.0200")) == "2%"
    assert language("en").rate(Decimal("0.025")) == "2.5%"
    assert language("en").rate(Decimal("0.10")) == "10%"
