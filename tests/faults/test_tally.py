"""A full run of these tests strikes the service often enough. Runs last; a part of the tests alone is no full run."""

from __future__ import annotations

import pytest

from tests.faults.tally import DEALT

pytestmark = pytest.mark.servers


@pytest.mark.usefixtures("dovecot", "postgresql")
def test_a_full_run_kills_the_service_two_hundred_times_at_least() -> None:
    assert DEALT["kills"] >= 200
