"""What is installed: our three rooms belong to us alone, and the wheel carries everything that runs from it."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from daemon.__main__ import strangers
from tests.house.source import ROOT


def test_no_other_distribution_provides_our_rooms() -> None:
    """python-daemon installs `daemon` and django-rules `rules`; either would run instead of ours or be run over by it."""
    assert [] == strangers()


def test_a_stranger_in_our_rooms_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        importlib.metadata,
        "packages_distributions",
        lambda: {"daemon": ["tieout", "python-daemon"], "rules": ["tieout"]},
    )
    assert ["daemon"] == strangers()


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)),
        ],
        check=True,
        capture_output=True,
    )
    (file,) = folder.glob("tieout-*.whl")
    return file


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> list[str]:
    with zipfile.ZipFile(wheel_file) as archive:
        return archive.namelist()


@pytest.mark.slow
def test_the_wheel_holds_what_the_program_reads_at_run_time(wheel: list[str]) -> None:
    data = [
        str(path.relative_to(ROOT))
        for room in ("daemon", "parsers", "rules")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    assert [] == sorted(set(data) - set(wheel))
    assert [file for file in data if file.endswith("example.toml")]
    assert len([file for file in data if file.endswith(".j2")]) >= 2
    assert len([file for file in data if "/languages/" in file and file.endswith(".toml")]) >= 2
    assert [file for file in data if "/migrations/" in file]


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel: list[str]) -> None:
    """A top-level `tests` or `systemd` would lie beside other people's packages of that name."""
    assert {"daemon", "parsers", "rules"} == {Path(name).parts[0] for name in wheel if ".dist-info/" not in name}


@pytest.mark.slow
def test_what_the_wheel_installs_runs_the_demonstration_away_from_the_tree(wheel_file: Path, tmp_path: Path) -> None:
    """Migrations, templates and languages are found where they were installed, not where they were written."""
    with zipfile.ZipFile(wheel_file) as archive:
        archive.extractall(tmp_path / "installed")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'installed')!r}); import daemon.__main__ as tieout; "
        f"assert tieout.__file__.startswith({str(tmp_path)!r}); sys.exit(tieout.main(['demo', '--directory', 'demo']))"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (0, "") == (ended.returncode, ended.stderr)
    assert "case show" in ended.stdout


def test_the_licence_is_there_and_the_version_has_its_changes() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = pyproject.partition('version = "')[2].partition('"')[0]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
