"""From bytes to proven statements; and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.document import Document
from parsers.readers.base import Access
from parsers.recognise import recognise
from parsers.statements.statement import LineKind, Recognition, Verdict
from parsers.table import Reading
from tests.parsers.readers.papers import BEFORE, CHINESE, ENGLISH, HAN, paper, pictured
from tests.parsers.statements.tables import reading

CSV = b"Date,Reference,Debit,Credit,Balance\n,Opening balance,,,10.00\n2026-03-01,INV-1,5.00,,15.00\n2026-03-02,PMT-2,,15.00,0.00\n"
PROVING = "Date|Ref|Amount|Balance\n|Opening balance||0.00\n2026-03-01|A-100|5.00|5.00\n2026-03-02|A-101|5.00|10.00"


class Given:
    """A reader that gives what a test wants."""

    def __init__(self, name: str, cost: int, give: Callable[[], Reading]) -> None:
        self.name, self.cost, self.give, self.asked = name, cost, give, 0

    def able(self, document: Document) -> bool:
        return bool(document.content)

    def read(self, document: Document, access: Access) -> Reading:
        del document, access
        self.asked += 1
        return self.give()


def codes(found: Recognition) -> list[str]:
    return [problem.code for problem in found.problems]


def test_an_english_pdf_is_proven_line_by_line() -> None:
    found = recognise(Document("a.pdf", paper(after=("Balance due: GBP 750.50",))))
    (statement,) = found.statements
    assert (Verdict.PROVEN, "pdf_words", "C1001", "GBP", "Acme Trading Ltd") == (
        statement.proof.verdict,
        statement.reader,
        statement.account,
        statement.currency,
        statement.holder,
    )
    assert [("500.00", LineKind.INVOICE), ("-1000.00", LineKind.PAYMENT), ("250.50", LineKind.INVOICE)] == [
        (str(line.amount), line.kind) for line in statement.lines
    ]
    assert () == found.problems


def test_a_chinese_pdf_without_rules_is_proven() -> None:
    (statement,) = recognise(
        Document("a.pdf", paper(CHINESE, ("客户编号：C-9", "币种：人民币"), ruled=False, font=HAN))
    ).statements
    assert (Verdict.PROVEN, "CNY", "zh_CN", "C-9") == (
        statement.proof.verdict,
        statement.currency,
        statement.language,
        statement.account,
    )


def test_wrapped_descriptions_stay_one_line_over_many_pages() -> None:
    balance, rows = Decimal("0.00"), [ENGLISH[0], ("", "", "Opening balance", "", "", "0.00")]
    for number in range(1, 70):
        balance += number
        rows.append(
            (
                f"{number % 28 + 1:02}/03/2026",
                f"INV-{1000 + number}",
                f"Goods delivered to the second gate of the northern works, parcel {number}",
                f"{number}.00",
                "",
                f"{balance:,}",
            )
        )
    found = recognise(Document("a.pdf", paper(rows, ruled=False, wrap=2, widths=(60, 60, 150, 60, 60, 70))))
    (statement,) = found.statements
    assert (Verdict.PROVEN, 69) == (statement.proof.verdict, len(statement.lines))
    assert statement.lines[40].description.endswith("parcel 41")


def test_a_csv_is_proven() -> None:
    (statement,) = recognise(Document("a.csv", CSV)).statements
    assert Verdict.PROVEN is statement.proof.verdict


def test_a_contradiction_is_broken_and_the_lines_are_still_shown() -> None:
    wrong = [tuple(cell.replace("1,500.00", "1,600.00") for cell in row) for row in ENGLISH]
    (statement,) = recognise(Document("a.pdf", paper(wrong))).statements
    assert (Verdict.BROKEN, 3) == (statement.proof.verdict, len(statement.lines))


def test_no_dearer_reader_runs_once_one_has_proven() -> None:
    cheap, dear = Given("cheap", 1, lambda: reading(PROVING)), Given("dear", 9, lambda: reading(PROVING))
    assert Verdict.PROVEN is recognise(Document("a", b"x"), readers=[dear, cheap]).statements[0].proof.verdict
    assert (1, 0) == (cheap.asked, dear.asked)


def test_the_reader_whose_result_proves_wins() -> None:
    broken = Given("cheap", 1, lambda: reading(PROVING.replace("|10.00", "|11.00")))
    found = recognise(Document("a", b"x"), readers=[broken, Given("dear", 9, lambda: reading(PROVING))])
    assert Verdict.PROVEN is found.statements[0].proof.verdict


def test_a_part_that_adds_up_does_not_win_over_the_whole() -> None:
    whole = Given("cheap", 1, lambda: reading(PROVING.replace("|10.00", "|11.00")))
    part = Given("dear", 9, lambda: reading("\n".join(PROVING.split("\n")[:3])))
    found = recognise(Document("a", b"x"), readers=[whole, part])
    assert (Verdict.UNPROVEN, ["readers_disagree"]) == (found.statements[0].proof.verdict, codes(found))


def test_what_another_reader_saw_and_the_chosen_one_nowhere_is_told() -> None:
    """A reader that drops a column of dates may still add up."""
    items = "Date|Due date|Ref|Amount due\n2026-03-01|2026-04-01|A-100|5.00\n2026-03-02|2026-04-02|A-101|5.00\n|||10.00"
    title = ("Open items", "Total outstanding: 10.00")
    all_seen = Given("cheap", 1, lambda: reading(items.replace("A-101|5.00", "A-101|6.00"), lines=title))
    dropped = items.replace("Date|Due date", "Date").replace("|2026-04-01", "").replace("|2026-04-02", "")
    found = recognise(Document("a", b"x"), readers=[all_seen, Given("dear", 9, lambda: reading(dropped, lines=title))])
    assert (Verdict.UNPROVEN, ["readers_disagree"]) == (found.statements[0].proof.verdict, codes(found))


def test_a_reader_that_fails_is_named_and_the_next_one_asked() -> None:
    def fail() -> Reading:
        raise RecursionError

    found = recognise(Document("a", b"x"), readers=[Given("bad", 1, fail), Given("good", 9, lambda: reading(PROVING))])
    assert Verdict.PROVEN is found.statements[0].proof.verdict
    assert "bad" == next(problem.facts["reader"] for problem in found.problems if problem.code == "reader_failed")


def test_what_is_no_statement_says_what_it_looks_like() -> None:
    goods = [("Description", "Quantity", "Unit price", "Amount"), ("Bolts", "10", "1.00", "10.00")]
    found = recognise(Document("a.pdf", paper(goods, ("TAX INVOICE", "Invoice no: 12"), figures=1)))
    assert ((), "invoice", ["not_a_statement"]) == (found.statements, found.looks_like, codes(found))
    assert "image" == recognise(Document("a.pdf", pictured())).looks_like
    assert ["empty"] == codes(recognise(Document("a.pdf", b"")))
    assert ["unsupported"] == codes(recognise(Document("a.bin", b"\x00\x01\x02\x03" * 9), readers=[]))


def test_a_locked_file_asks_for_its_password() -> None:
    locked = Document("a.pdf", paper(password="sesame"))
    assert ["locked"] == codes(recognise(locked))
    assert Verdict.PROVEN is recognise(locked, Access(("sesame",))).statements[0].proof.verdict


def test_the_same_bytes_give_the_same_result() -> None:
    document = Document("a.pdf", paper(before=BEFORE))
    assert recognise(document) == recognise(document)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_give_problems_and_never_a_traceback(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([PDF, CSV])))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    found = recognise(Document("a", bytes(content)))
    assert "reader_failed" not in codes(found)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_answered(content: bytes) -> None:
    found = recognise(Document("a", content))
    assert found.statements or found.problems


PDF = paper()


TWO_ACCOUNTS = """Statement of account
Account: A-1
Date,Reference,Debit,Credit,Balance
2026-03-01,Opening balance,,,100.00
2026-03-05,INV-1,50.00,,150.00
2026-03-31,Closing balance,,,150.00

Statement of account
Account: A-2
Date,Reference,Debit,Credit,Balance
2026-03-01,Opening balance,,,10.00
2026-03-06,INV-2,5.00,,15.00
2026-03-31,Closing balance,,,15.00
"""


def test_where_one_of_several_statements_contradicts_itself_none_of_the_file_is_relied_on() -> None:
    sound = recognise(Document("a.csv", TWO_ACCOUNTS.encode()))
    torn = recognise(Document("a.csv", TWO_ACCOUNTS.replace("INV-2,5.00", "INV-2,6.00").encode()))

    assert [Verdict.PROVEN] * 2 == [statement.proof.verdict for statement in sound.statements]
    assert [Verdict.UNPROVEN, Verdict.BROKEN] == [statement.proof.verdict for statement in torn.statements]
    assert "parted_wrongly" in codes(torn)
