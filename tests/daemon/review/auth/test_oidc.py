from __future__ import annotations

import datetime as dt

import pytest

from daemon.config.desk import Desk
from daemon.review.auth.oidc import LASTS, MOST_UNDER_WAY, Provider, ProviderRefused
from tests.support.identity_provider import CLIENT, identity_provider
from tests.support.stored import NOW


def test_a_sign_in_is_under_way_for_a_while_and_not_too_many_are() -> None:
    with identity_provider() as found:
        provider = Provider(Desk(oidc_issuer=found.url, oidc_client_id=CLIENT), lambda name: name)
        states = []
        for _ in range(MOST_UNDER_WAY + 1):
            where = provider.begin("visitor", "http://127.0.0.1/back", "/", NOW)
            states.append(where.partition("state=")[2].partition("&")[0])
        for state, now in ((states[0], NOW), (states[1], NOW + LASTS + dt.timedelta(seconds=1))):
            with pytest.raises(ProviderRefused, match="no sign-in of this browser"):
                provider.end("visitor", "http://127.0.0.1/back", state, "code", now=now)


def test_a_provider_that_does_not_answer_is_refused_in_one_sentence() -> None:
    provider = Provider(Desk(oidc_issuer="http://127.0.0.1:9", oidc_client_id=CLIENT), lambda name: name)
    with pytest.raises(ProviderRefused, match="did not answer as it should"):
        provider.begin("visitor", "http://127.0.0.1/back", "/", NOW)
