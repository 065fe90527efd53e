from __future__ import annotations

import socket

import msgspec
import pytest
import requests

from daemon.pipeline.desk import PipelineDesk
from daemon.review.server import Server, ServerRefused
from daemon.review.services import Services
from tests.support.desk import OpenDesk, free_port


def _server(desk: OpenDesk, listen: str) -> Server:
    settings = msgspec.structs.replace(desk.settings, desk=msgspec.structs.replace(desk.settings.desk, listen=listen))
    return Server(Services(settings=settings, store=desk.store, desk=PipelineDesk(desk.work)))


def test_an_address_that_is_taken_is_refused_in_one_sentence(desk: OpenDesk) -> None:
    with pytest.raises(ServerRefused, match=r"cannot listen at 127\.0\.0\.1:"):
        _server(desk, desk.settings.desk.listen).start()


def test_it_answers_until_it_is_stopped_and_says_the_first_admins_link(desk: OpenDesk) -> None:
    port = free_port()
    server = _server(desk, f"127.0.0.1:{port}")
    url = server.start()
    assert server.welcome.startswith(f"{url}/welcome/")
    assert "ok\n" == requests.get(f"{url}/health", timeout=60).text
    assert server.alive
    server.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
