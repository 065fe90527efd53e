"""A form is told by its two boxes, an auditor by the words of the trade; ordinary letters and footers are neither."""

import pytest

from parsers.document import Document, Place
from parsers.recognise import recognise
from parsers.statements.confirmation_forms import confirmation_form, form_in
from parsers.statements.statement import ConfirmationForm
from parsers.table import Cell, Reading, Row, Table

PLACE = Place(document="0" * 64, reader="none")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["对账单回执", "1. 信息证明无误。", "2. 信息不符，请列明不符项目及具体内容"],
            ("对账单回执", "信息证明无误", "信息不符"),
        ),
        (["回　执", "□信息证明无误   □信息不符（请列明）"], ("回执", "信息证明无误", "信息不符")),
        (["结论：1、数据核对无误 □  2、数据不符 □"], ("", "数据核对无误", "数据不符")),
        (["對帳單回條", "( ) 餘額相符", "( ) 餘額不符，說明："], ("對帳單回條", "餘額相符", "餘額不符")),
        (["回执", "核对无误", "不符"], ("回执", "核对无误", "不符")),
        (["□ 经核对，余额无误", "□ 经我公司核对，余额不符："], ("", "经核对，余额无误", "经我公司核对，余额不符")),
        (
            ["Confirmation slip", "[ ] The above balance is correct.", "[ ] The balance is not correct. Details:"],
            ("Confirmation slip", "The above balance is correct", "The balance is not correct"),
        ),
        (
            ["Rückantwort", "☐ Der Saldo wird bestätigt.", "☐ Der Saldo wird nicht bestätigt, Grund:"],
            ("Rückantwort", "Der Saldo wird bestätigt", "Der Saldo wird nicht bestätigt"),
        ),
    ],
)
def test_the_two_boxes_are_found_as_printed(lines: list[str], expected: tuple[str, str, str]) -> None:
    title, agrees, differs = expected
    assert ConfirmationForm(title=title, agrees=agrees, differs=differs) == form_in(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ["如有不符，请于收到之日起7日内书面提出，逾期视为确认无误。"],
        ["请核对上述余额，如核对无误请盖章回传，如有不符请与我们联系。"],
        ["信息证明无误"],
        ["If the balance is not correct, please tell us."],
        ["Statement of account", "Balance 1,200.00", "Please pay within 30 days."],
        ["摘要", "审计部办公用品", "INV-7"],
        ["德勤华永会计师事务所", "咨询服务费"],
        ["核对结果", "一致", "一致", "不一致"],
        ["Müller & Partner Wirtschaftsprüfer", "Jahresabschlussprüfung 2025"],
        ["正大会计师事务所 对账单", "2025年度审计费"],
        ["Miller LLP, Chartered Accountants and Statutory Auditors", "Audit fee 2025"],
        ["Payment for audio equipment", "Saldo 1.200,00"],
        [],
    ],
)
def test_ordinary_words_are_no_form_and_no_auditor(lines: list[str]) -> None:
    assert form_in(lines) is None


@pytest.mark.parametrize(
    "line",
    [
        "企业询证函",
        "往来款项詢證函",
        "本公司聘请的正大会计师事务所正在对本公司2025年度财务报表进行审计，按照要求应当询证往来账项。",
        "Please confirm the balance directly to our auditors, Miller LLP.",
        "Miller LLP are conducting an audit of the group.",
        "Our year end statutory auditors, Miller LLP, ask for this.",
        "This audit confirmation request is made in connection with the audit of our financial statements.",
        "Bitte senden Sie die Bestätigung direkt an unsere Wirtschaftsprüfer.",
        "Merci de répondre directement à nos commissaires aux comptes.",
    ],
)
def test_an_auditor_is_known_by_the_words_of_the_trade(line: str) -> None:
    found = form_in([line])
    assert found is not None
    assert found.auditor


def test_a_box_that_denies_is_never_taken_for_the_one_that_agrees() -> None:
    found = form_in(["☐ Wir bestätigen den Saldo nicht", "☐ Wir bestätigen den Saldo"])
    assert found is not None
    assert (found.agrees, found.differs) == ("Wir bestätigen den Saldo", "Wir bestätigen den Saldo nicht")
    assert (
        form_in(["[ ] We confirm that the balance is not correct", "[ ] We confirm that the amount is not correct"])
        is None
    )


def test_a_label_may_run_over_the_cells_of_a_table() -> None:
    rows = [Row((Cell("□ 信息证", PLACE), Cell("明无误", PLACE))), Row((Cell("□", PLACE), Cell("信息不符：", PLACE)))]
    found = confirmation_form([Reading("none", tables=(Table(tuple(rows), "none"),))])
    assert found == ConfirmationForm(agrees="信息证明无误", differs="信息不符")


@pytest.mark.parametrize(
    ("lines", "ticked"),
    [
        (["☑ 信息证明无误", "□ 信息不符"], "agrees"),
        (["□ 信息证明无误  √ 信息不符"], "differs"),
        (["[ ] The balance is correct", "[x] The balance is not correct"], "differs"),
        (["信息证明无误（√）", "信息不符（ ）"], "agrees"),
        (["√\t信息证明无误", "\t信息不符"], "agrees"),
        (["□ 信息证明无误", "□ 信息不符", "请在相应的□内打√"], ""),
        (["■ 信息证明无误", "■ 信息不符"], ""),
        (["1、信息证明无误。", "2、信息不符"], ""),
    ],
)
def test_a_box_that_is_ticked_already_is_seen(lines: list[str], ticked: str) -> None:
    found = form_in(lines)
    assert found is not None
    assert ticked == found.ticked


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("致：示例贸易有限公司", "示例贸易有限公司"),
        ("示例贸易有限公司：", "示例贸易有限公司"),
        ("To: Example Trading Ltd", "Example Trading Ltd"),
        ("经办人：", ""),
    ],
)
def test_a_slip_names_whom_it_goes_to(line: str, to: str) -> None:
    found = form_in(["对账单回执", line, "□ 信息证明无误", "□ 信息不符"])
    assert found is not None
    assert to == found.to


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "序号\t日期\t单据号\t贵公司金额\t我公司金额\t差异原因",
            ("序号", "日期", "单据号", "贵公司金额", "我公司金额", "差异原因"),
        ),
        ("日期  发票号码  贵方金额  我方金额  差异", ("日期", "发票号码", "贵方金额", "我方金额", "差异")),
        ("Invoice\tOur amount\tYour amount\tReason", ("Invoice", "Our amount", "Your amount", "Reason")),
        ("日期\t单据号\t摘要\t借方\t贷方\t余额", ()),
        ("Date\tReference\tDebit\tCredit\tBalance", ()),
    ],
)
def test_the_headings_of_its_table_are_kept_as_printed(row: str, expected: tuple[str, ...]) -> None:
    found = form_in(["□ 信息证明无误", "□ 信息不符", row])
    assert found is not None
    assert expected == found.columns


def test_the_form_of_a_file_is_told_with_what_was_read_of_it() -> None:
    text = "对账单\n日期,单据号,借方,贷方,余额\n2026-03-01,期初,,,100.00\n2026-03-02,A1,50.00,,150.00\n\n回执\n□ 信息证明无误\n□ 信息不符\n"
    form = recognise(Document("s.csv", text.encode())).form
    assert form is not None
    assert (form.agrees, form.differs) == ("信息证明无误", "信息不符")
