from __future__ import annotations

import msgspec
import requests

from daemon.cli.serving import open_desk
from daemon.pipeline.desk import PipelineDesk
from daemon.review.services import no_secret
from tests.support.desk import OpenDesk, free_port


def test_the_desk_opens_beside_the_service_and_a_taken_address_is_no_reason_to_stop(desk: OpenDesk) -> None:
    acts = PipelineDesk(desk.work)
    assert open_desk(desk.settings, desk.store, acts, no_secret) is None
    listen = f"127.0.0.1:{free_port()}"
    settings = msgspec.structs.replace(desk.settings, desk=msgspec.structs.replace(desk.settings.desk, listen=listen))
    server = open_desk(settings, desk.store, acts, no_secret)
    assert server is not None
    assert 200 == requests.get(f"http://{listen}/health", timeout=60).status_code
    server.stop()
