"""Names inside an archive lead out of the directory; here they are labels."""

from __future__ import annotations

import io
import zipfile

from tests.support.letters import attached, multipart, names, opened


def test_members_are_named_by_their_last_component() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("../../../etc/cron.d/x.csv", "/etc/passwd", "..\\..\\boot.ini", "a/\u202evsc.exe"):
            archive.writestr(name, b"1")
    found = names(opened(multipart(attached(stream.getvalue(), "s.zip"))))
    assert ["x.csv", "passwd", "boot.ini", "vsc.exe"] == found
