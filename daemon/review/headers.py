"""What every answer tells the browser to refuse: foreign scripts, styles and frames, guessing at types, keeping figures in caches."""

from __future__ import annotations

from starlette.responses import Response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

FOREIGN_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""For what is shown in a frame as it will leave: a document of its own that can run, load and send nothing."""


def protect(response: Response, *, secure: bool, kept: bool = False, framed: bool = False) -> Response:
    """Add the headers; `kept` answers (our own static files) may be cached, `framed` ones stand in a frame of ours."""
    headers = response.headers
    headers["Content-Security-Policy"] = FOREIGN_POLICY if framed else POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    headers["Cache-Control"] = "private, max-age=86400" if kept else "no-store"
    if secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
