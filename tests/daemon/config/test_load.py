"""A configuration is found, read exactly, and refused with a sentence that says what to change."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from daemon.config.load import ConfigError, ConfigMissing, candidates, faults, find, load, parse, ready_to_serve
from daemon.config.settings import Company, Mailbox, Outgoing, Policy, Settings

FOLDER = '[[mailboxes]]\nname = "in"\nkind = "folder"\naddress = "us@acme.example"\npath = "mail"\n'


def refused(text: str) -> str:
    with pytest.raises(ConfigError) as error:
        parse(text, "tieout.toml")
    return str(error.value)


def test_an_empty_file_means_the_defaults() -> None:
    assert Settings() == parse("")


def test_amounts_are_read_exactly_and_never_as_floats() -> None:
    assert Decimal("5000.10") == parse("[policy]\namount_limit = 5000.10").policy.amount_limit
    assert Decimal(5000) == parse("[policy]\namount_limit = 5000").policy.amount_limit


GRAPH = '[[mailboxes]]\nname="a"\nkind="graph"\naddress="a@b.example"\n'
TOKEN = '[[mailboxes]]\nname="a"\nhost="h"\naddress="a@b.example"\nsign_in="microsoft"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[policy]\nmod = 'auto'", ['"mod"', "policy", 'did you mean "mode"?']),
        ("[engine]\nkind = 'procrastinate'\n", ["store.url"]),
        ("[engine]\nroles = ['watch']\n", ["engine.roles", "local"]),
        (
            "[engine]\nkind = 'procrastinate'\nroles = []\n[store]\nurl = 'postgresql://t@/t'\n",
            ["engine.roles", "nothing to do"],
        ),
        ("[mailbox]\n", ['"mailbox"', 'did you mean "mailboxes"?']),
        (FOLDER + "prot = 1\n", ['"prot"', "mailboxes no. 1", '"port"']),
        ("[policy]\nmode = 'automatic'", ["policy.mode", "automatic"]),
        ("[[mailboxes]]\nname = 'a'\nport = '993'", ["mailboxes no. 1", "port", "int"]),
        ("[[mailboxes]]\naddress = 'a@b.example'", ["name"]),
        ("name = ", ["not valid TOML", "at end of document"]),
        ("[policy]\namount_limit = nan", ["policy.amount_limit"]),
        ("[policy]\namount_limit = -1", ["policy.amount_limit"]),
        ("[company]\ntimezone = 'Mars/Base'", ["Mars/Base", "time zone"]),
        ("[company]\ntimezone = '../../etc/passwd'", ["time zone"]),
        ("[company]\ncurrency = 'Yuan'", ["Yuan", "ISO 4217"]),
        (FOLDER + FOLDER, ['two mailboxes are named "in"']),
        ('[[mailboxes]]\nname="a/b"\nkind="folder"\npath="x"\naddress="a@b.example"', ["a/b", "slashes"]),
        ('[[mailboxes]]\nname="a"\nkind="folder"\naddress="a@b.example"', ["path is missing"]),
        ('[[mailboxes]]\nname="a"\naddress="a@b.example"', ["host is missing"]),
        ('[[mailboxes]]\nname="a"\nhost="h"', ["address is missing"]),
        ('[[mailboxes]]\nname="a"\nhost="h"\naddress="a@b.example"\ntls="none"', ["loopback only", "h"]),
        ('[outgoing]\nhost="smtp.example.com"\ntls="none"', ["outgoing", "loopback only"]),
        ('[outgoing]\nhost="smtp.example.com"\nport=70000', ["70000"]),
        (TOKEN, ["tenant is missing", "microsoft"]),
        (TOKEN + 'tenant="t"', ["client_id is missing"]),
        (TOKEN + 'tenant="t"\nclient_id="c"\nauthority="http://sts.example"', ["https://"]),
        ('[outgoing]\nhost="smtp.example.com"\nsign_in="google"', ["user is missing"]),
        ('[[mailboxes]]\nname="a"\nkind="exchange"\naddress="a@b.example"', ["host is missing"]),
        ('[outgoing]\nkind="exchange"\nhost="ex.corp.example"', ["user is missing"]),
        ('[outgoing]\nkind="exchange"\nuser="u"\nhost="outlook.office365.com"', ["Exchange Online", 'kind = "graph"']),
        ('[outgoing]\nkind="exchange"\nuser="u"\nhost="Outlook.Office.com."', ["Exchange Online", 'kind = "graph"']),
        ('[outgoing]\nkind="exchange"\nuser="u"\nhost="partner.outlook.cn"', ["Exchange Online", 'kind = "graph"']),
        (GRAPH, ['needs sign_in = "microsoft"']),
        (
            GRAPH + 'sign_in="microsoft"\ntenant="t"\nclient_id="c"\ngraph="http://g.example"',
            ["graph must begin with https://"],
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_place_and_what_to_do(text: str, words: list[str]) -> None:
    sentence = refused(text)
    assert sentence.startswith("tieout.toml")
    assert [word for word in words if word not in sentence] == []
    assert "\n" not in sentence


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_clear_text_is_allowed_on_loopback(host: str) -> None:
    assert [] == faults(Settings(outgoing=Outgoing(host=host, tls="none")))


def test_relative_paths_start_at_the_file_and_not_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    (tmp_path / "tieout.toml").write_text(FOLDER, encoding="utf-8")
    monkeypatch.chdir("/")
    settings = load(tmp_path / "tieout.toml")
    assert str(tmp_path / "mail") == settings.mailboxes[0].path
    assert str(tmp_path / "tieout-state") == settings.store.directory
    assert "" == settings.outgoing.path


def test_the_state_lies_where_systemd_says_unless_the_file_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "tieout.toml"
    file.write_text("", encoding="utf-8")
    monkeypatch.setenv("STATE_DIRECTORY", "/var/lib/tieout")
    assert "/var/lib/tieout" == load(file).store.directory
    file.write_text('[store]\ndirectory = "/srv/state"\n', encoding="utf-8")
    assert "/srv/state" == load(file).store.directory


def test_without_a_name_the_nearest_configuration_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed = tmp_path / "handed"
    handed.mkdir()
    (handed / "tieout.toml").write_text('[company]\nname = "Handed"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONFIGURATION_DIRECTORY", str(handed))
    assert "Handed" == load().company.name
    (tmp_path / "tieout.toml").write_text('[company]\nname = "Here"\n', encoding="utf-8")
    found = find()
    assert "Here" == found.settings.company.name
    assert tmp_path == found.directory


def test_a_missing_configuration_says_where_it_was_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CONFIGURATION_DIRECTORY", raising=False)
    with pytest.raises(ConfigMissing, match=r"-c FILE"):
        load()
    with pytest.raises(ConfigMissing, match=r"nowhere\.toml"):
        load(Path("nowhere.toml"))
    assert find(needed=False).path is None
    assert Path("/etc/tieout/tieout.toml") == candidates({})[-1]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tieout.toml"
    file.write_bytes('[company]\nname = "美瑞登"\n'.encode("gb18030"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(file)


def test_a_directory_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_what_the_service_lacks_is_listed_in_full() -> None:
    assert 3 == len(ready_to_serve(Settings()))
    complete = Settings(
        company=Company(name="Acme"),
        mailboxes=(Mailbox(name="in", kind="folder", path="x", address="a@b.example"),),
        policy=Policy(mode="shadow"),
    )
    assert [] == ready_to_serve(complete)


@pytest.mark.parametrize(
    ("outgoing", "fault"),
    [
        ('kind = "smtp"\nhost = "localhost"\nblind_copy = "AR@us.example"', ""),
        ('kind = "smtp"\nhost = "localhost"\nblind_copy = "x@us.example"', "no address of a watched mailbox"),
        ('kind = "folder"\npath = "out"\nblind_copy = "ar@us.example"', 'is for kind = "smtp"'),
    ],
)
def test_a_blind_copy_goes_by_smtp_to_a_mailbox_that_is_watched(outgoing: str, fault: str) -> None:
    text = (
        f'[[mailboxes]]\nname = "ar"\nkind = "folder"\npath = "in"\naddress = "ar@us.example"\n[outgoing]\n{outgoing}\n'
    )
    if not fault:
        assert "AR@us.example" == parse(text).outgoing.blind_copy
        return
    with pytest.raises(ConfigError, match=fault):
        parse(text)
