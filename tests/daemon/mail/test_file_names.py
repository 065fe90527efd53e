from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.mail.file_names import file_name, label, made_up_name
from daemon.mail.headers import Headers


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("statement.pdf", "statement.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\carol\\may.xlsx", "may.xlsx"),
        ("stmt\u202efdp.exe", "stmtfdp.exe"),
        ("a\x00b\r\nc.pdf", "ab c.pdf"),
        ("..", ""),
        (" .hidden ", "hidden"),
        ("对账单／三月.pdf", "三月.pdf"),
        ('q"u<o>t|e?.pdf', "q_u_o_t_e_.pdf"),
    ],
)
def test_a_name_is_a_label_and_never_a_path(name: str, expected: str) -> None:
    assert expected == label(name)


def test_a_long_name_keeps_its_ending() -> None:
    shortened = label("对" * 500 + ".xlsx")
    assert 120 == len(shortened)
    assert shortened.endswith("对.xlsx")


@given(st.text(max_size=300))
def test_labels_are_stable_and_harmless(name: str) -> None:
    found = label(name)
    assert found == label(found)
    assert len(found) <= 120
    assert not set(found) & set('/\\\x00\r\n"<>')


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content-disposition", 'attachment; filename="=?utf-8?B?5a+56LSm5Y2VLnBkZg==?="'),
        ("content-disposition", "attachment; filename*=UTF-8''%E5%AF%B9%E8%B4%A6%E5%8D%95.pdf"),
        (
            "content-disposition",
            "attachment; filename=" + "对账单.pdf".encode("gbk").decode("ascii", "surrogateescape"),
        ),
        ("content-type", 'application/pdf; name="=?gb2312?B?ttTVy7WlLnBkZg==?="'),
    ],
)
def test_chinese_names_in_the_ways_programs_write_them(field: str, value: str) -> None:
    assert "对账单.pdf" == file_name(Headers(((field, value),)))


def test_a_part_without_a_name_gets_one() -> None:
    assert "attachment-2.pdf" == made_up_name(2, "application/pdf")
    assert "attachment-1.bin" == made_up_name(1, "application/x-nobody-knows")
