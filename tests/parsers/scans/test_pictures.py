"""Picture files open as pages, and hostile ones as problems."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from parsers.document import Problem
from parsers.scans.pictures import LONGEST_SIDE, PagePicture, is_picture, pages_of_picture, size_of
from tests.parsers.scans.papers import page
from tests.support.scanned_papers import picture


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF"])
def test_usual_formats_are_known_by_their_first_bytes_and_open(format_: str) -> None:
    content = picture(page(), format_)
    assert is_picture(content)
    (opened,) = pages_of_picture(content)
    assert isinstance(opened, PagePicture)
    assert page().shape == opened.picture.shape


def test_blue_comes_first() -> None:
    blue = np.zeros((600, 600, 3), dtype=np.uint8)
    blue[:, :, 0] = 255
    (opened,) = pages_of_picture(picture(blue, "PNG"))
    assert isinstance(opened, PagePicture)
    assert [255, 0, 0] == opened.picture[5, 5].tolist()


def test_the_file_tells_how_large_its_paper_is_and_where_it_does_not_it_is_a4() -> None:
    (told,) = pages_of_picture(picture(page(), "PNG", density=200))
    (silent,) = pages_of_picture(picture(page(), "PNG", density=None))
    assert isinstance(told, PagePicture)
    assert isinstance(silent, PagePicture)
    assert abs(72 / 200 - told.points) < 0.001
    assert abs(842 / max(page().shape) - silent.points) < 0.001


def test_each_page_of_a_tiff_is_a_page() -> None:
    image = Image.fromarray(page())
    file = io.BytesIO()
    image.save(file, "TIFF", save_all=True, append_images=[image, image])
    assert 3 == len(list(pages_of_picture(file.getvalue())))


def test_a_camera_that_was_held_sideways_is_believed() -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(page()).save(file, "JPEG", exif=exif)
    (opened,) = pages_of_picture(file.getvalue())
    assert isinstance(opened, PagePicture)
    assert page().shape[:2] == opened.picture.shape[:2][::-1]


def test_transparent_ground_is_paper() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (600, 600), (0, 0, 0, 0)).save(file, "PNG")
    (opened,) = pages_of_picture(file.getvalue())
    assert isinstance(opened, PagePicture)
    assert 255 == opened.picture.min()


def test_more_pixels_than_letters_need_are_made_fewer() -> None:
    (opened,) = pages_of_picture(picture(np.full((5000, 1000, 3), 255, dtype=np.uint8), "PNG"))
    assert isinstance(opened, PagePicture)
    assert LONGEST_SIDE == max(opened.picture.shape)


def codes(content: bytes) -> list[str]:
    return [found.code for found in pages_of_picture(content) if isinstance(found, Problem)]


def test_logos_are_no_pages() -> None:
    assert ["image_only"] == codes(picture(page()[:120, :300], "PNG"))


def test_damaged_files_and_bombs_are_problems() -> None:
    whole = picture(page(), "PNG")
    assert ["broken_file"] == codes(whole[: len(whole) // 3])
    assert ["broken_file"] == codes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    assert codes(_bomb(30_000, 30_000))[0] in {"too_large", "broken_file"}


def test_other_files_are_no_pictures() -> None:
    assert not is_picture(b"%PDF-1.7")
    assert not is_picture(b"Date,Amount\n")
    assert not is_picture(b"")


def _bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def test_the_size_of_a_picture_is_read_from_its_head() -> None:
    made = io.BytesIO()
    Image.new("RGB", (30, 20)).save(made, "PNG")
    assert (30, 20) == size_of(made.getvalue())
    assert (0, 0) == size_of(made.getvalue()[:20])
    assert (0, 0) == size_of(b"no picture")
