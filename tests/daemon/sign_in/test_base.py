from __future__ import annotations

import base64

from daemon.sign_in.base import xoauth2


def test_the_words_are_those_of_the_published_protocol() -> None:
    # The example of developers.google.com, "XOAUTH2 protocol", as base64.
    assert (
        "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRxbVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ=="
        == base64.b64encode(
            xoauth2("someuser@example.com", "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg").encode()
        ).decode()
    )
