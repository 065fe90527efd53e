from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.header_parameters import parameters


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/plain", {}),
        ('text/plain; charset="utf-8"; x=1', {"charset": "utf-8", "x": "1"}),
        ('a/b; name="a;b\\"c\\\\d"', {"name": 'a;b"c\\d'}),
        ('a/b; name="C:\\docs\\may.pdf"', {"name": "C:\\docs\\may.pdf"}),
        ("a/b; filename*=UTF-8''%E5%AF%B9%E8%B4%A6.pdf", {"filename": "对账.pdf"}),
        ("a/b; filename*=gb2312'zh'%B6%D4%D5%CB.pdf", {"filename": "对账.pdf"}),
        ("a/b; filename*0*=UTF-8''%E5%AF; filename*1*=%B9; filename*2=.pdf", {"filename": "对.pdf"}),
        ("a/b; filename*1=b; filename*0=a; filename*3=lost", {"filename": "ab"}),
        ("a/b; filename=plain.pdf; filename*=UTF-8''better.pdf", {"filename": "better.pdf"}),
        ("a/b; name=first; name=second", {"name": "first"}),
        ('a/b; name="never ends', {"name": "never ends"}),
        ("a/b; ; =x; name", {}),
    ],
)
def test_parameters_are_read(value: str, expected: dict[str, str]) -> None:
    assert expected == parameters(value)[1]


def test_the_first_word_is_lower_case() -> None:
    assert "text/plain" == parameters(" Text/PLAIN ; a=b")[0]
    assert "" == parameters("")[0]


@given(st.text(alphabet="ab\"'\\;=*%01 \udc80é", max_size=40))
def test_nothing_raises(value: str) -> None:
    assert isinstance(parameters(value), tuple)
