"""A small archive unpacks to gigabytes."""

from __future__ import annotations

import io
import zipfile

from tests.support.letters import attached, codes, multipart, opened


def bomb(files: int, megabytes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            archive.writestr(f"{number}.csv", bytes(megabytes * 1_000_000))
    return stream.getvalue()


def test_a_bomb_is_refused_and_gives_no_document() -> None:
    mail = opened(multipart(attached(bomb(1, 60), "statement.zip")))
    assert (["archive_too_large"], ()) == (codes(mail), mail.documents)


def test_a_bomb_inside_an_archive_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("inner.zip", bomb(5, 5))
    mail = opened(multipart(attached(stream.getvalue(), "statement.zip")))
    assert (["archive_too_large"], ()) == (codes(mail), mail.documents)
