"""An attachment's name leads out of the directory, hides its ending, or ends the string early."""

from __future__ import annotations

import pytest

from tests.support.letters import PDF, multipart, names, opened, part


@pytest.mark.parametrize(
    "parameter",
    [
        'filename="../../../../etc/passwd"',
        'filename="..\\\\..\\\\windows\\\\system.ini"',
        "filename*=utf-8''..%2F..%2Fetc%2Fpasswd",
        "filename*=utf-8''%E2%80%AEfdp.exe",
        "filename*=utf-8''a%00b%0D%0AX-Evil%3A%20y.pdf",
        'filename="=?utf-8?q?..=2F..=2Fetc=2Fpasswd?="',
        "filename*0*=utf-8''..%2F; filename*1*=..%2Fpasswd",
        'filename="' + "a" * 5000 + '.pdf"',
        'filename="/"',
        'filename=".."',
        'filename="NUL:"',
    ],
)
def test_the_name_is_a_harmless_label(parameter: str) -> None:
    content = multipart(part(PDF, "application/octet-stream", f"Content-Disposition: attachment; {parameter}"))
    (name,) = names(opened(content))
    assert name
    assert len(name) <= 120
    assert not set(name) & set("/\\:\x00\r\n\u202e")
    assert ".." not in name
