"""Mallory writes under the customer's address. Without a verdict of our border nothing leaves, and staff read why."""

from __future__ import annotations

import pytest

from daemon.config.settings import Authenticity
from daemon.store import Store
from tests.support.attacking import because, one
from tests.support.house import House, mail, replace_struct, statement_pdf
from tests.support.signing import Names, sign

FAIL = ("Authentication-Results", "mx.us.example; dmarc=fail header.from=acme.example")
NONE = ("Authentication-Results", "mx.us.example; dmarc=none header.from=acme.example")
OTHERS = ("Authentication-Results", "mx.evil.test; dmarc=pass header.from=acme.example")
SPF = ("Authentication-Results", "mx.us.example; spf=pass smtp.mailfrom=evil.test")


@pytest.mark.parametrize(
    "header", [FAIL, NONE, OTHERS, SPF, ("X-Nothing", "at all")], ids=lambda header: header[1][:40]
)
def test_no_figure_leaves_for_a_sender_whom_nobody_vouches_for(
    house: House, store: Store, header: tuple[str, str]
) -> None:
    strict = replace_struct(house.settings, authenticity=Authenticity(authserv_id="mx.us.example"))
    summary = one(house, store, mail(("statement.pdf", statement_pdf()), headers=[header]), strict)
    assert ("hold", "") == (summary.outcome, summary.reply_state)
    assert [] == house.sent()
    assert "mx.us.example" in because(summary) or "DMARC" in because(summary) or "DKIM" in because(summary)


def test_not_even_a_question_is_put_to_a_forged_sender(house: House, store: Store) -> None:
    strict = replace_struct(house.settings, authenticity=Authenticity(authserv_id="mx.us.example"))
    summary = one(house, store, mail(("statement.pdf", b"%PDF-1.4 broken")), strict)
    assert "hold" == summary.outcome
    assert [] == house.sent()


def test_bank_details_put_behind_a_partly_signed_mail(house: House, store: Store) -> None:
    own_check = replace_struct(house.settings, authenticity=Authenticity(check_dkim=True))
    genuine = mail(("statement.pdf", statement_pdf()))
    names = Names()
    house.deliver(sign(genuine, length=True) + b"\nOur bank account has changed.\n", "1")
    (summary,) = house.service(store, own_check, look_up=names).run_once()
    assert ("hold", []) == (summary.outcome, house.sent())
    assert "part of the body" in because(summary)

    house.deliver(sign(mail(("statement.pdf", statement_pdf()), number=2)), "2")
    (whole,) = house.service(store, own_check, look_up=names).run_once()
    assert ("confirm", "sent") == (whole.outcome, whole.reply_state)
