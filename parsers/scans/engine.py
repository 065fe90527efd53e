"""The one file that touches the OCR engine: RapidOCR on onnxruntime, with the models that lie inside its wheel.

Nothing is downloaded: the three model files are named by their path, and where one is missing the engine counts as not installed.
One thread, so that the same picture gives the same letters on every machine and a busy machine is not made busier.
"""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""Rows of grey values, or of blue, green and red."""
Quad = npt.NDArray[np.float32]
"""Four corners (x, y) in pixels: top left, top right, bottom right, bottom left, as the text runs."""

_MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ch_ppocr_mobile_v2.0_cls_mobile.onnx")
_FINDING_SIDE = 1760
"""Pixels of the longer side in which text is looked for; it is read in all the pixels there are."""
_LEAST_SCORE = 0.3
"""Below this mean certainty there was no text, but a smudge or a drawing."""


@dataclass(frozen=True, slots=True)
class Letter:
    """`at` is where its middle stands, as a share of the text's width; `sure` is the engine's certainty, 0 to 1."""

    text: str
    at: float
    sure: float


@dataclass(frozen=True, slots=True)
class SeenText:
    """A run of letters in one box. Blanks are letters as well where the engine saw them."""

    quad: Quad
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def sure(self) -> float:
        return sum(letter.sure for letter in self.letters) / len(self.letters) if self.letters else 0.0


@cache
def installed() -> bool:
    """Whether the extra `ocr` is there with everything it needs."""
    if importlib.util.find_spec("onnxruntime") is None:
        return False
    return all(path.is_file() for path in _model_paths())


def found_in(picture: Picture) -> list[Quad]:
    """Return the boxes in which text stands, in no order that means anything."""
    found = _engine()(_coloured(picture), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(found, "boxes", None)
    if boxes is None:
        return []
    return [np.asarray(box, dtype=np.float32) for box in boxes]


def cut_out(picture: Picture, quad: Quad) -> Picture:
    """Return the upright rectangle that the box shows."""
    width = max(1, round(float(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[3] - quad[2])))))
    height = max(1, round(float(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad, corners)
    cut = cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, dtype=np.uint8)


def read_in(cut: Picture) -> tuple[Letter, ...]:
    """Return the letters of one line of text from left to right; nothing where there is no text."""
    found = _engine()(_coloured(cut), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    texts = getattr(found, "txts", None)
    if not texts or not texts[0].strip() or found.scores[0] < _LEAST_SCORE:
        return ()
    text, told = texts[0], found.word_results[0]
    columns = [column for word in told.word_cols for column in word]
    printed = [index for index, letter in enumerate(text) if not letter.isspace()]
    if len(columns) != len(printed) or len(told.confs) != len(text) or not told.line_txt_len:
        return ()
    middle = {index: (column + 0.5) / told.line_txt_len for index, column in zip(printed, columns, strict=True)}
    letters = []
    for index, letter in enumerate(text):
        before = max((i for i in printed if i < index), default=index)
        after = min((i for i in printed if i > index), default=index)
        at = middle[index] if index in middle else (middle.get(before, 0.0) + middle.get(after, 1.0)) / 2
        letters.append(Letter(letter, at, float(told.confs[index])))
    return tuple(letters)


def _coloured(picture: Picture) -> Picture:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), dtype=np.uint8) if picture.ndim == 2 else picture


def _model_paths() -> list[Path]:
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        return [Path("rapidocr")]
    return [Path(package.origin).parent / "models" / name for name in _MODELS]


@cache
def _engine() -> Any:
    """Make the engine at first use: an optional extra, two seconds to load, and most documents are no pictures."""
    finding, reading, turning = _model_paths()
    return importlib.import_module("rapidocr").RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": 1 << 16,  # nothing is made smaller behind our back
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Det.model_path": str(finding),
            "Det.limit_type": "max",
            "Det.limit_side_len": _FINDING_SIDE,
            "Rec.model_path": str(reading),
            "Cls.model_path": str(turning),
        }
    )
