from __future__ import annotations

from daemon.config.desk import Desk
from daemon.config.settings import Settings
from daemon.review.services import url_of


def test_links_lead_to_the_configured_address_or_to_where_it_listens() -> None:
    assert "https://tieout.example.com" == url_of(Settings(desk=Desk(url="https://tieout.example.com/")))
    assert "http://127.0.0.1:8533" == url_of(Settings())
