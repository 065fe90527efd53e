"""A form's own columns are filled where their headings are known; what is theirs on their paper is ours on ours."""

import pytest

from daemon.replies.form_columns import Told, form_columns
from daemon.replies.language import language, languages
from parsers.statements.statement import ConfirmationForm


def _held(*headings: str) -> list[Told]:
    return [column.told for column in form_columns(ConfirmationForm(columns=headings), language("zh_CN"))]


OURS = [Told.NUMBER, Told.DATE, Told.REFERENCE, Told.THEIRS, Told.OURS, Told.DIFFERENCE, Told.REASON]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            ("序号", "日期", "单据编号", "我公司金额", "贵公司金额", "差异", "原因"),
            [Told.NUMBER, Told.DATE, Told.REFERENCE, Told.THEIRS, Told.OURS, Told.DIFFERENCE, Told.REASON],
        ),
        (
            ("发票号码", "贵方账面金额", "我方账面金额", "备注", "经办人"),
            [Told.REFERENCE, Told.OURS, Told.THEIRS, Told.REASON, Told.NOTHING],
        ),
        (
            ("Invoice", "Date", "Our amount", "Your amount", "Difference"),
            [Told.REFERENCE, Told.DATE, Told.THEIRS, Told.OURS, Told.DIFFERENCE],
        ),
    ],
)
def test_printed_headings_are_filled_in_their_order(headings: tuple[str, ...], expected: list[Told]) -> None:
    assert expected == _held(*headings)


@pytest.mark.parametrize("headings", [(), ("甲", "乙", "丙"), ("差异", "差额", "日期"), ("原因", "日期", "备考")])
def test_columns_that_cannot_tell_an_item_and_an_amount_give_way_to_ours(headings: tuple[str, ...]) -> None:
    assert _held(*headings) == OURS


@pytest.mark.parametrize("code", languages())
def test_every_language_has_columns_of_its_own(code: str) -> None:
    columns = form_columns(ConfirmationForm(), language(code))
    assert len({column.heading for column in columns}) == len(OURS)
