from __future__ import annotations

from starlette.responses import Response

from daemon.review.headers import protect


def test_pages_are_never_kept_in_caches_and_static_files_are() -> None:
    assert "no-store" == protect(Response(), secure=False).headers["cache-control"]
    assert "max-age" in protect(Response(), secure=False, kept=True).headers["cache-control"]


def test_what_stands_in_a_frame_can_do_nothing_and_only_we_may_frame_it() -> None:
    framed = protect(Response(), secure=True, framed=True).headers
    assert framed["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in framed["content-security-policy"]
    assert "SAMEORIGIN" == framed["x-frame-options"]
    assert "script-src" not in framed["content-security-policy"]


def test_tls_once_spoken_is_demanded_afterwards() -> None:
    assert "strict-transport-security" in protect(Response(), secure=True).headers
    assert "strict-transport-security" not in protect(Response(), secure=False).headers
