from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import Response

from daemon.review import cookies


@pytest.mark.parametrize("secure", [False, True])
def test_a_session_comes_back_by_its_own_name_and_cannot_be_read_by_scripts(secure: bool) -> None:
    response = Response()
    cookies.keep_session(response, "t0ken", secure=secure, seconds=60)
    header = response.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=60"} <= set(header.split("; "))
    assert secure == ("Secure" in header)
    assert secure == header.startswith("__Host-")
    request = Request({"type": "http", "headers": [(b"cookie", header.partition(";")[0].encode())]})
    assert "t0ken" == cookies.session_of(request, secure=secure)
    assert "" == cookies.session_of(request, secure=not secure)


def test_leaving_takes_the_session_away() -> None:
    response = Response()
    cookies.forget_session(response, secure=False)
    assert "Max-Age=0" in response.headers["set-cookie"]
