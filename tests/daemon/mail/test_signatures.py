"""DKIM as we check it ourselves: what is signed soundly for the sender's domain vouches, and nothing else does. No DNS is asked."""

from __future__ import annotations

import pytest

from daemon.config.settings import Authenticity
from daemon.mail.incoming import OpenedMail
from daemon.mail.opening import open_mail
from tests.support.letters import CAROL, OURS, letter, raw
from tests.support.signing import Names, record, sign

OWN_CHECK = Authenticity(check_dkim=True)
BORDER_TOO = Authenticity(check_dkim=True, authserv_id="mx.tieout.example")
LETTER = letter()


def check(content: bytes, names: Names | None = None, settings: Authenticity = OWN_CHECK) -> OpenedMail:
    return open_mail(raw(content), [OURS], settings, names or Names())


def test_a_sound_signature_of_the_senders_domain_vouches() -> None:
    mail = check(sign(LETTER))
    assert (True, CAROL) == (mail.authenticated, mail.sender)
    assert "acme.example holds" in mail.authenticated_because


def test_it_is_checked_only_where_the_settings_want_it() -> None:
    names = Names()
    mail = check(sign(LETTER), names, Authenticity())
    assert (False, []) == (mail.authenticated, names.asked)


def test_a_domain_above_the_senders_speaks_for_it_and_one_below_or_beside_does_not() -> None:
    below = letter(From="carol@mail.acme.example")
    assert check(sign(below)).authenticated
    for signer in ("mail.acme.example", "evil.example", "example", "cme.example"):
        assert not check(sign(LETTER, signer), Names({signer: record()})).authenticated, signer
    assert not check(sign(letter(From="carol@acme.co.uk"), "co.uk"), Names({"co.uk": record()})).authenticated


@pytest.mark.parametrize(
    ("was", "becomes"),
    [(b"find our statement", b"find our statemant"), (b"carol@", b"karol@"), (b"Subject: S", b"Subject: s")],
)
def test_what_was_changed_on_the_way_vouches_for_nothing(was: bytes, becomes: bytes) -> None:
    signed = sign(LETTER)
    assert check(signed).authenticated
    assert not check(signed.replace(was, becomes)).authenticated


def test_what_was_put_behind_a_partly_signed_body_vouches_for_nothing() -> None:
    partly = sign(LETTER, length=True)
    assert b"l=" in partly
    assert not check(partly).authenticated
    assert "part of the body" in check(partly + b"Our bank account has changed.").authenticated_because


def test_weak_keys_and_old_methods_vouch_for_nothing() -> None:
    weak = check(sign(LETTER, weak=True), Names({"acme.example": record(weak=True)}))
    assert not weak.authenticated
    old = check(sign(LETTER, algorithm=b"rsa-sha1"))
    assert (False, True) == (old.authenticated, "proves nothing any more" in old.authenticated_because)


def test_a_key_in_test_mode_or_taken_back_vouches_for_nothing() -> None:
    assert not check(sign(LETTER), Names({"acme.example": record(flags="t=y; ")})).authenticated
    assert not check(sign(LETTER), Names({"acme.example": b"v=DKIM1; p="})).authenticated
    assert not check(sign(LETTER), Names({"acme.example": b"v=DKIM1; k=rsa; p=!!!"})).authenticated
    assert not check(sign(LETTER), Names({})).authenticated


def test_a_key_for_the_exact_domain_does_not_sign_below_it() -> None:
    signed = sign(LETTER, identity=b"@news.acme.example")
    assert check(signed).authenticated
    assert not check(signed, Names({"acme.example": record(flags="t=s; ")})).authenticated


def test_a_silent_resolver_proves_nothing_and_says_so() -> None:
    mail = check(sign(LETTER), Names({"acme.example": None}))
    assert (False, True) == (mail.authenticated, "could not be looked up" in mail.authenticated_because)


def test_a_second_signature_may_be_the_one_that_speaks() -> None:
    assert check(
        sign(sign(LETTER), "evil.example"), Names({"evil.example": record(), "acme.example": record()})
    ).authenticated


def test_a_reply_to_put_in_later_is_not_vouched_for_and_changes_no_sender() -> None:
    signed = b"Reply-To: mallory@evil.example\r\n" + sign(LETTER)
    mail = check(signed)
    assert (True, CAROL, "mallory@evil.example") == (mail.authenticated, mail.sender, mail.reply_to)


def test_a_second_from_line_leaves_no_sender_however_well_signed() -> None:
    mail = check(b"From: mallory@evil.example\r\n" + sign(LETTER))
    assert (False, "") == (mail.authenticated, mail.sender)


@pytest.mark.parametrize("verdict", ["dmarc=fail header.from=acme.example", "dkim=fail header.d=acme.example"])
def test_a_verdict_of_our_border_stands_whatever_we_find(verdict: str) -> None:
    names = Names()
    signed = f"Authentication-Results: mx.tieout.example; {verdict}\r\n".encode() + sign(LETTER)
    assert (False, []) == (check(signed, names, BORDER_TOO).authenticated, names.asked)


def test_where_the_border_is_silent_on_it_we_look_ourselves() -> None:
    for top in (b"", b"Authentication-Results: mx.tieout.example; spf=softfail smtp.mailfrom=acme.example\r\n"):
        assert check(top + sign(LETTER), settings=BORDER_TOO).authenticated


@pytest.mark.parametrize(
    "field",
    [
        b"v=1",
        b"",
        b"v=1; a=rsa-sha256; d=acme.example; s=s1; h=from; bh=; b=",
        b"v=1; a=rsa-sha256; d=acme.example; s=s1; h=subject; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha256; d=\xff; s=\xff; h=from; bh=AAAA; b=AAAA",
        b"v=1; v=1; a=x; d=acme.example",
        b"v=1; a=rsa-sha256; c=x/y; d=acme.example; s=s1; h=from; bh=AAAA; b=AAAA",
        b"v=1; a=rsa-sha256; d=acme.example; s=" + b"a." * 2000 + b"; h=from; bh=AAAA; b=AAAA",
        b"v=1; a=ed25519-sha256; d=acme.example; s=s1; h=from; bh=AAAA; b=AAAA",
    ],
)
def test_a_malformed_signature_vouches_for_nothing_and_raises_nothing(field: bytes) -> None:
    assert not check(b"DKIM-Signature: " + field + b"\r\n" + LETTER).authenticated
