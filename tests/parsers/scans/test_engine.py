"""The engine reads without any network, and says where it is not there."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from parsers.scans import engine
from tests.parsers.scans.papers import page

_ALONE = """
import socket, sys
def refused(*args, **kwargs):
    print("somebody was called"); sys.exit(3)
class Deaf(socket.socket):
    connect = connect_ex = sendto = listen = refused
socket.getaddrinfo = socket.create_connection = refused
socket.socket = Deaf
import numpy as np
from parsers.scans import engine
picture = np.load(sys.argv[1])
quads = sorted(engine.found_in(picture), key=lambda quad: quad[0][1])
print("".join(letter.text for letter in engine.read_in(engine.cut_out(picture, quads[0]))).replace(" ", ""))
"""


@pytest.mark.slow
def test_text_is_found_and_read_in_a_process_that_cannot_call_anybody(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("engine") / "title.npy"
    np.save(file, page()[50:140, 60:700])

    run = subprocess.run([sys.executable, "-c", _ALONE, str(file)], capture_output=True, text=True, check=False)

    assert ("StatementofAccount", 0) == (run.stdout.strip(), run.returncode), run.stderr[-2000:]


def test_a_box_is_cut_out_upright_and_whole() -> None:
    picture = np.full((60, 200), 255, dtype=np.uint8)
    picture[20:40, 50:150] = 0
    quad = np.array([(50, 20), (150, 20), (150, 40), (50, 40)], dtype=np.float32)

    cut = engine.cut_out(picture, quad)

    assert (20, 100) == cut.shape
    assert cut.mean() < 10


def test_each_letter_has_a_place_and_a_certainty() -> None:
    cut = page()[50:105, 100:560]
    letters = engine.read_in(cut)

    assert "StatementofAccount" == "".join(letter.text for letter in letters).replace(" ", "")
    places = [letter.at for letter in letters]
    assert places == sorted(places)
    assert all(0 <= letter.at <= 1 and 0.5 < letter.sure <= 1 for letter in letters)


def test_blank_paper_has_no_letters() -> None:
    assert [] == engine.found_in(np.full((300, 300, 3), 255, dtype=np.uint8))


def test_without_its_models_the_engine_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.installed()
    engine.installed.cache_clear()
    monkeypatch.setattr(engine, "_MODELS", ("not_there.onnx",))
    try:
        assert not engine.installed()
    finally:
        engine.installed.cache_clear()
