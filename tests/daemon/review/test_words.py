from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from daemon.review.words import chosen, codes, words_in
from rules.gates import __path__ as gates
from tests.house.source import ROOT

NOW = dt.datetime(2026, 11, 5, 2, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("wanted", "accepted", "expected"),
    [
        ("", "", "en"),
        ("", "de-DE,de;q=0.9", "en"),
        ("", "zh-TW,en;q=0.5", "zh-CN"),
        ("", "en;q=0.2, zh;q=0.9", "zh-CN"),
        ("", "zh;q=0, en", "en"),
        ("", ";;,,q=x", "en"),
        ("en", "zh-CN", "en"),
        ("xx", "zh-CN", "zh-CN"),
    ],
)
def test_the_users_choice_counts_before_the_browsers(wanted: str, accepted: str, expected: str) -> None:
    assert expected == chosen(wanted, accepted).code


@pytest.mark.parametrize("code", codes())
def test_every_language_has_every_word_with_the_same_placeholders(code: str) -> None:
    def flat(words: set[str]) -> set[str]:
        return {key.removesuffix(".one").removesuffix(".other") for key in words}

    english, other = words_in("en").language, words_in(code).language
    assert set() == flat(set(english.words)) ^ flat(set(other.words))
    differing = {
        key: (english.needs(key), other.needs(key))
        for key in set(english.words) & set(other.words)
        if english.needs(key) != other.needs(key)
    }
    assert {} == differing
    assert [] == [key for key, words in other.words.items() if not words.strip()]


def test_every_word_that_a_template_or_a_page_names_is_there() -> None:
    english = words_in("en").language.words
    sources = [*(ROOT / "daemon/review/templates").glob("*.html"), *(ROOT / "daemon/review").rglob("*.py")]
    named: set[str] = set()
    for source in sources:
        text = source.read_text(encoding="utf-8")
        named |= set(re.findall(r"""\bt\(["']([a-z_]+\.[a-z_.]+)["']""", text))
        named |= {f"{key}.other" for key in re.findall(r"""\bt\.count\(["']([a-z_]+\.[a-z_.]+)["']""", text)}
        named |= {f"done.{key}" for key in re.findall(r"""\bdone="([a-z_]+)\"""", text)}
        named |= set(re.findall(r"""PageRefused\(\d+, "([a-z_.]+)\"""", text))
        named |= set(re.findall(r"""\bwords\("([a-z_.]+)\"""", text))
    assert len(named) > 60
    assert [] == sorted(named - set(english))


def test_every_gate_has_its_name() -> None:
    names = {path.stem for path in (ROOT / "rules/gates").glob("[a-z]*.py")} | {"independent_check"}
    assert list(gates) == [str(ROOT / "rules/gates")]
    assert set() == {f"gate.{name}" for name in names} - set(words_in("en").language.words)


def test_ages_and_moments_are_told_in_the_largest_unit_that_says_something() -> None:
    english, chinese = words_in("en"), words_in("zh_CN")
    assert ["1 minute", "47 hours", "2 days"] == [
        english.age(NOW - dt.timedelta(minutes=minutes), NOW) for minutes in (1, 47 * 60 + 59, 48 * 60)
    ]
    assert "0 分钟" == chinese.age(NOW + dt.timedelta(minutes=5), NOW)  # clocks differ
    assert "5 Nov 2026 10:00" == english.moment(NOW, ZoneInfo("Asia/Shanghai"))
    assert "2026年11月5日 10:00" == chinese.moment(NOW, ZoneInfo("Asia/Shanghai"))
    assert "" == english.moment(None, ZoneInfo("UTC")) == english.day(None)


def test_a_code_that_nobody_put_into_words_is_shown_as_it_is() -> None:
    assert "new_gate" == words_in("en").or_else("gate.new_gate", "new_gate")
    assert "Disputed" == words_in("en").or_else("gate.disputed", "disputed")
    assert "2 cases" == words_in("en").count("list.cases", 2)
