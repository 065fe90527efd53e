from __future__ import annotations

import pytest

from daemon.config.settings import Mailbox
from daemon.sign_in.choose import mail_tokens
from daemon.sign_in.clouds import CLOUDS


def test_a_password_needs_no_token() -> None:
    assert mail_tokens(Mailbox(name="ar"), lambda _: "secret", "ar@tieout.example") is None


@pytest.mark.parametrize("sign_in", ["microsoft", "google"])
def test_nothing_is_read_or_asked_before_a_token_is_wanted(sign_in: str) -> None:
    def forbidden(name: str) -> str:
        raise AssertionError(name)

    mailbox = Mailbox(name="ar", sign_in=sign_in, tenant="t", client_id="c")  # type: ignore[arg-type]

    assert mail_tokens(mailbox, forbidden, "ar@tieout.example") is not None


def test_every_cloud_is_reached_over_tls() -> None:
    places = [place for cloud in CLOUDS.values() for place in (cloud.authority, cloud.exchange, cloud.graph)]

    assert all(place.startswith("https://") and not place.endswith("/") for place in places)
