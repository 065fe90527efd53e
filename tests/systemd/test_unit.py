"""The unit is one that systemd understands without a murmur, is hardened, and is explained line by line."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from tests.house.source import ROOT

UNIT = (ROOT / "systemd" / "tieout.service").read_text(encoding="utf-8")
NIGHTLY = {
    name: (ROOT / "systemd" / name).read_text(encoding="utf-8")
    for name in ("tieout-backup.service", "tieout-backup.timer")
}
README = (ROOT / "systemd" / "README.md").read_text(encoding="utf-8")
# systemd.directives(7), as far as a service like this may use them.
KNOWN = """
    IOSchedulingClass Nice OnCalendar Persistent PrivateNetwork RandomizedDelaySec ReadWritePaths
    After AmbientCapabilities CapabilityBoundingSet ConfigurationDirectory Description Documentation ExecStart KeyringMode
    LimitCORE LoadCredential LockPersonality MemoryDenyWriteExecute MemoryMax NoNewPrivileges NotifyAccess OOMPolicy
    PrivateDevices PrivateMounts PrivateTmp PrivateUsers ProcSubset ProtectClock ProtectControlGroups ProtectHome
    ProtectHostname ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc ProtectSystem RemoveIPC Restart
    RestartPreventExitStatus RestartSec RestrictAddressFamilies RestrictNamespaces RestrictRealtime RestrictSUIDSGID
    StartLimitBurst StartLimitIntervalSec StateDirectory StateDirectoryMode SystemCallArchitectures SystemCallErrorNumber
    SystemCallFilter TasksMax TimeoutStopSec Type UMask User WantedBy Wants WatchdogSec"""


def lines() -> list[tuple[str, str]]:
    return [(key, value) for key, value in re.findall(r"^([A-Za-z]+)=(.*)$", UNIT, flags=re.MULTILINE)]


def test_every_key_is_spelt_as_systemd_spells_it() -> None:
    """systemd itself only warns of a key that it does not know, and goes on without the protection."""
    assert [] == [key for key, _ in lines() if key not in KNOWN.split()]


def test_every_line_of_the_service_is_explained() -> None:
    service = UNIT.partition("\n[Service]\n")[2].partition("[Install]")[0]
    keys = set(re.findall(r"^([A-Za-z]+)=", service, flags=re.MULTILINE)) - {"ExecStart"}
    assert [] == sorted(key for key in keys if f"{key}=" not in README)


def test_the_service_tells_systemd_how_it_fares_and_is_watched() -> None:
    unit = dict(lines())
    assert ("notify", "main", "120s") == (unit["Type"], unit["NotifyAccess"], unit["WatchdogSec"])
    assert "/opt/tieout/bin/tieout run --config /etc/tieout/tieout.toml" == unit["ExecStart"]


def test_secrets_reach_the_service_only_as_credentials() -> None:
    assert {"imap-password:/etc/tieout/imap-password", "smtp-password:/etc/tieout/smtp-password"} == {
        value for key, value in lines() if key == "LoadCredential"
    }
    assert "Environment" not in UNIT


def test_systemd_verifies_the_unit_without_a_word(tmp_path: Path) -> None:
    """`verify` exits 0 even for unknown keys, so that its silence is what counts. Where it is not installed, the tests
    above are what there is.
    """
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        assert lines()
        return
    unit = tmp_path / "tieout.service"
    unit.write_text(UNIT.replace("/opt/tieout/bin/tieout", "/bin/true"), encoding="utf-8")
    verified = subprocess.run([analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False)
    assert (0, "") == (verified.returncode, verified.stderr)
    exposed = subprocess.run(
        [analyze, "security", "--offline=true", "--no-pager", "--threshold=15", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == exposed.returncode, exposed.stdout[-300:]


SHARED = (ROOT / "systemd" / "tieout@.service").read_text(encoding="utf-8")


def test_a_service_that_shares_differs_in_nothing_but_what_is_explained() -> None:
    mine, plain = set(SHARED.splitlines()), set(UNIT.splitlines())
    own = sorted(line.partition("=")[0] for line in mine - plain if not line.startswith("#"))
    assert [
        "Description",
        "Documentation",
        "ExecStart",
        "LoadCredential",
        "RequiresMountsFor",
        "StartLimitIntervalSec",
    ] == own
    gone = {line.partition("=")[0] for line in plain - mine if not line.startswith("#")}
    assert {"StartLimitBurst"} == gone - set(own)
    section = README.partition("## Several services")[2].partition("\n## ")[0]
    assert [] == [key for key in own[2:] if f"{key}=" not in section]


def test_systemd_understands_the_template_for_each_role(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    for role in ("watch", "work", "send"):
        assert f"--roles {role} " in SHARED.replace("%i", role)
        if analyze is not None:
            unit = tmp_path / f"tieout@{role}.service"
            unit.write_text(SHARED.replace("/opt/tieout/bin/tieout", "/bin/true"), encoding="utf-8")
            verified = subprocess.run(
                [analyze, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
            )
            assert (0, "") == (verified.returncode, verified.stderr)


def test_the_user_of_the_service_is_declared() -> None:
    declared = (ROOT / "systemd" / "tieout.sysusers").read_text(encoding="utf-8")
    assert re.search(rf"^u {dict(lines())['User']} ", declared, flags=re.MULTILINE)


def test_the_nightly_backup_is_spelt_and_explained_as_the_service_is(tmp_path: Path) -> None:
    keys = {key for text in NIGHTLY.values() for key in re.findall(r"^([A-Za-z]+)=", text, flags=re.MULTILINE)}
    assert [] == sorted(keys - set(KNOWN.split()))
    assert [] == sorted(
        key for key in keys - {"ExecStart", "Description", "Documentation", "WantedBy"} if f"{key}=" not in README
    )
    assert "LoadCredential" not in keys
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    for name, text in NIGHTLY.items():
        (tmp_path / name).write_text(text.replace("/opt/tieout/bin/tieout", "/bin/true"), encoding="utf-8")
    verified = subprocess.run(
        [analyze, "verify", "--man=no", *(str(tmp_path / name) for name in NIGHTLY)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (0, "") == (verified.returncode, verified.stderr)
