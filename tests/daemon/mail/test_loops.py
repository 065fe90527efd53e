from __future__ import annotations

import pytest

from daemon.mail.loops import is_mail_system
from rules.model.case_facts import Automatic
from tests.support.letters import CAROL, OURS, PDF, Field, attached, letter, multipart, opened


def verdicts(fields: dict[str, Field]) -> tuple[Automatic, Automatic]:
    """Return the verdict for the mail without and with a document."""
    document = multipart(attached(PDF, "s.pdf"), boundary="b").partition(b"\r\n\r\n")[2]
    kind: dict[str, Field] = {"Content_Type": "multipart/mixed; boundary=b"}
    return opened(letter(**fields)).automatic, opened(letter(document, **fields, **kind)).automatic


NO, DROP, HOLD = Automatic.NO, Automatic.DROP, Automatic.HOLD


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (NO, NO)),
        ({"Auto_Submitted": "no"}, (NO, NO)),
        ({"Auto_Submitted": "No (a (nested) comment)"}, (NO, NO)),
        ({"Auto_Submitted": "auto-replied (vacation)"}, (DROP, DROP)),
        ({"Auto_Submitted": "(x) auto-replied; owner=a"}, (DROP, DROP)),
        ({"Auto_Submitted": "auto-generated"}, (DROP, HOLD)),
        ({"Auto_Submitted": ["no", "auto-generated"]}, (DROP, HOLD)),
        ({"Return_Path": "<>"}, (DROP, DROP)),
        ({"Return_Path": f"<{CAROL}>"}, (NO, NO)),
        ({"From": "MAILER-DAEMON@acme.example"}, (DROP, DROP)),
        ({"From": "Postmaster <postmaster@acme.example>"}, (DROP, DROP)),
        ({"From": "bounces+12=x@acme.example"}, (DROP, DROP)),
        ({"From": "noreply@acme.example"}, (DROP, HOLD)),
        ({"From": "No-Reply <no-reply.erp@acme.example>"}, (DROP, HOLD)),
        ({"From": "erp-donotreply@acme.example"}, (DROP, HOLD)),
        ({"From": "owner-list@acme.example"}, (DROP, HOLD)),
        ({"From": "list-request@acme.example"}, (DROP, HOLD)),
        ({"From": "carol.noreplyson@acme.example"}, (NO, NO)),
        ({"List_Id": "<news.acme.example>"}, (DROP, HOLD)),
        ({"List_Unsubscribe": "<mailto:x@acme.example>"}, (DROP, HOLD)),
        ({"Precedence": "bulk"}, (DROP, HOLD)),
        ({"Precedence": "first-class"}, (NO, NO)),
        ({"Feedback_ID": "1:x"}, (DROP, HOLD)),
        ({"X_Autoreply": "yes"}, (DROP, HOLD)),
        ({"X_MS_Exchange_Inbox_Rules_Loop": OURS}, (DROP, HOLD)),
        ({"X_Loop": "somebody"}, (HOLD, HOLD)),
        ({"X_Auto_Response_Suppress": "OOF, AutoReply"}, (HOLD, HOLD)),
        ({"X_Auto_Response_Suppress": "All"}, (HOLD, HOLD)),
        ({"X_Auto_Response_Suppress": "DR, RN"}, (NO, NO)),
        ({"Subject": "Automatic reply: Statement"}, (DROP, HOLD)),
        ({"Subject": "自动回复：对账单"}, (DROP, HOLD)),
        ({"Subject": "RE: Abwesenheitsnotiz"}, (DROP, HOLD)),
        ({"Subject": "Statement, automatic reply wanted"}, (NO, NO)),
        ({"From": OURS}, (DROP, DROP)),
        ({"From": OURS.upper()}, (DROP, DROP)),
        ({"Sender": OURS}, (DROP, DROP)),
        ({"X_Tieout": "reply"}, (DROP, DROP)),
        ({"Message_ID": f"<tieout.staff.{'0a' * 20}@acme.example>"}, (DROP, DROP)),
        ({"In_Reply_To": f"<tieout.staff.{'0a' * 20}@us.example>"}, (HOLD, HOLD)),
        ({"References": f"<a@b.example> <tieout.staff.{'0a' * 20}@us.example>"}, (HOLD, HOLD)),
        ({"Reply_To": OURS}, (DROP, HOLD)),
        ({"To": "other@tieout.example"}, (HOLD, HOLD)),
        ({"To": "undisclosed-recipients:;"}, (HOLD, HOLD)),
        ({"To": "other@x.example", "Cc": f"AR <{OURS}>"}, (NO, NO)),
        ({"From": [CAROL, "eve@evil.example"]}, (HOLD, HOLD)),
        ({"From": f"{CAROL}, eve@evil.example"}, (HOLD, HOLD)),
        ({"From": "carol"}, (HOLD, HOLD)),
        ({"From": None}, (HOLD, HOLD)),
        ({"Received": [f"from a by b; {number}" for number in range(101)]}, (HOLD, HOLD)),
        ({"References": " ".join(f"<{number}@tieout.example>" for number in range(4))}, (HOLD, HOLD)),
        ({"References": " ".join(f"<{number}@tieout.example>" for number in range(3))}, (NO, NO)),
        ({"References": " ".join(f"<{number}@acme.example>" for number in range(9))}, (NO, NO)),
    ],
)
def test_the_verdict_without_and_with_a_document(
    fields: dict[str, Field], expected: tuple[Automatic, Automatic]
) -> None:
    assert expected == verdicts(fields)


def test_the_reason_is_a_sentence_and_absent_where_nothing_is_wrong() -> None:
    assert "" == opened(letter()).automatic_because
    assert "Precedence says “bulk”." == opened(letter(Precedence="bulk")).automatic_because


def test_the_strictest_rule_speaks() -> None:
    mail = opened(letter(X_Loop="x", Auto_Submitted="auto-replied"))
    assert (DROP, "Auto-Submitted says that a program replied.") == (mail.automatic, mail.automatic_because)


def test_without_own_addresses_nobody_is_asked_whether_it_was_for_us() -> None:
    assert NO is opened(letter(To="other@x.example"), own=()).automatic


def test_a_delivery_report_is_dropped_whatever_else_it_says() -> None:
    content = multipart(attached(PDF, "s.pdf"), subtype="report")
    assert DROP is opened(content).automatic


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("mailer-daemon@mx.acme.example", True),
        ("postmaster@acme.example", True),
        ("bounce+abc@acme.example", True),
        ("ap@acme.example", False),
        ("", False),
    ],
)
def test_a_mail_system_is_known_by_its_address(address: str, expected: bool) -> None:
    assert expected == is_mail_system(address)
