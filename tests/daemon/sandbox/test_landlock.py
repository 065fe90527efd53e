"""What stays readable; refusals are tried in test_confine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from daemon.sandbox import landlock


def test_python_and_the_packages_are_readable_and_where_somebody_stands_is_not(tmp_path: Path) -> None:
    sys.path.insert(0, str(tmp_path))
    try:
        found = landlock.readable([tmp_path / "parsers", Path("/etc/ssl")])
    finally:
        sys.path.remove(str(tmp_path))
    assert Path(sys.prefix).resolve() in found
    assert Path(os.__file__).parent.resolve() in found
    assert Path("/etc/ssl") in found
    assert Path("/") not in found
    assert not any(tmp_path.is_relative_to(path) for path in found)


def test_only_the_named_folders_can_be_read_afterwards(tmp_path: Path) -> None:
    for name in ("open", "shut"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x", encoding="ascii")
    program = f"""
from pathlib import Path
from daemon.sandbox import landlock
from daemon.sandbox.system_calls import prctl
prctl(38, 1)
kernel = landlock.version()
assert kernel == landlock.restrict([Path({str(tmp_path / "open")!r}), Path("/not/there")])
(Path({str(tmp_path)!r}) / "open/file").read_text()
try:
    (Path({str(tmp_path)!r}) / "shut/file").read_text()
    said = "read"
except PermissionError:
    said = "refused"
print(kernel > 0, said)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3]
    )
    assert done.stdout in {"True refused\n", "False read\n"}, done.stderr
