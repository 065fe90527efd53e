"""From a TOML file to `Settings`: found, read, checked, its paths made absolute.

ConfigError
└── ConfigMissing   no configuration file where one was looked for

A misspelt key, a wrong type or a contradiction is an error of one sentence that names the file and the key.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from daemon.config.desk import Desk
from daemon.config.settings import Mailbox, Outgoing, Settings
from daemon.config.signing_in import SignIn
from daemon.config.staff import faults_of_staff

LEAST_MAIL_DAYS = 60


class ConfigError(Exception):
    """The configuration cannot be used; the message says where and what to change."""


class ConfigMissing(ConfigError):
    """There is no configuration file."""


@dataclass(frozen=True, slots=True)
class Found:
    """The settings, and the file they come from (None: none was found, the defaults hold)."""

    settings: Settings
    path: Path | None

    @property
    def directory(self) -> Path:
        """Where relative paths start and credentials are looked for: beside the file."""
        return Path.cwd() if self.path is None else self.path.parent


def candidates(environment: Mapping[str, str] | None = None) -> list[Path]:
    """Return where a configuration is looked for when none is named, in order."""
    found = os.environ if environment is None else environment
    places = [Path("tieout.toml")]
    places += [Path(folder, "tieout.toml") for folder in found.get("CONFIGURATION_DIRECTORY", "").split(":") if folder]
    return [*places, Path("/etc/tieout/tieout.toml")]


def load(path: Path | None = None) -> Settings:
    """Return the settings of `path`, or of the first of `candidates()`. Raises `ConfigError`."""
    return find(path).settings


def find(path: Path | None = None, *, needed: bool = True) -> Found:
    """Return the settings and their file; the defaults without a file where none exists and none is `needed`."""
    place = path if path is not None else next((each for each in candidates() if each.is_file()), None)
    if place is None:
        if needed:
            looked = ", ".join(str(each) for each in candidates())
            raise ConfigMissing(f"No configuration found (looked at {looked}): name one with -c FILE.")
        return Found(_absolute(Settings(), Path.cwd()), None)
    place = Path(os.path.abspath(place))  # noqa: PTH100 - resolve() would follow a symbolic link away from its neighbours
    try:
        text = place.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigMissing(f"There is no configuration file {place}.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{place} is not written in UTF-8: save it as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"{place} cannot be read: {error.strerror}.") from None
    return Found(_absolute(parse(text, str(place)), place.parent), place)


def parse(text: str, name: str = "the configuration") -> Settings:
    """Return the settings that `text` holds. Raises `ConfigError`, naming `name` and the key."""
    try:
        settings = msgspec.convert(tomllib.loads(text, parse_float=Decimal), Settings, strict=True)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name} is not valid TOML: {error}.") from None
    except msgspec.ValidationError as error:
        raise ConfigError(f"{name}: {_in_words(str(error))}") from None
    for fault in faults(settings):
        raise ConfigError(f"{name}: {fault}")
    return settings


def _in_words(error: str) -> str:
    """Turn msgspec's message into the file's own terms; for an unknown key name the nearest that exists."""
    what, _, where = error.partition(" - at `")
    place = re.sub(r"\[(\d+)\]", lambda index: f" no. {int(index[1]) + 1}", where.strip("`").removeprefix("$."))
    unknown = re.fullmatch(r"Object contains unknown field `(.*)`", what)
    if unknown is None:
        return f"{place}: {what}." if place else f"{what}."
    near = difflib.get_close_matches(unknown[1], _keys_of(place), n=1, cutoff=0.6)
    table = f"the table {place}" if place else "the file"
    return f'"{unknown[1]}" is no key of {table}' + (f': did you mean "{near[0]}"?' if near else ".")


def _keys_of(place: str) -> list[str]:
    """Return the keys of one table; `place` as in `_in_words`."""
    section = place.split(" no. ", maxsplit=1)[0]
    kinds: dict[str, type[msgspec.Struct]] = {
        field.name: Mailbox if field.name == "mailboxes" else type(field.default)
        for field in msgspec.structs.fields(Settings)
    }
    return [field.name for field in msgspec.structs.fields(kinds.get(section, Settings))]


def faults(settings: Settings) -> list[str]:
    """Return what contradicts itself in `settings`, a sentence each."""
    found = [fault for mailbox in settings.mailboxes for fault in _mailbox_faults(mailbox)]
    names = [mailbox.name for mailbox in settings.mailboxes]
    found += [
        f'two mailboxes are named "{name}": give each its own name.'
        for name in sorted(set(names))
        if names.count(name) > 1
    ]
    found += _engine_faults(settings)
    found += _outgoing_faults(settings.outgoing)
    found += _blind_copy_faults(settings)
    try:
        ZoneInfo(settings.company.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found.append(f'company.timezone "{settings.company.timezone}" is no IANA time zone, such as Europe/Berlin.')
    currency = settings.company.currency
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        found.append(f'company.currency "{currency}" is no ISO 4217 code, such as CNY.')
    for key, limit in (
        ("amount_limit", settings.policy.amount_limit),
        ("difference_limit", settings.policy.difference_limit),
    ):
        if limit is not None and (not limit.is_finite() or limit < 0):
            found.append(f"policy.{key} must be zero or more.")
    found += _desk_faults(settings.desk)
    found += faults_of_staff(
        settings.desk, [address for each in settings.mailboxes for address in (each.address, *each.aliases)]
    )
    if 0 < settings.retention.mail_days < LEAST_MAIL_DAYS:
        found.append(
            f"retention.mail_days must be 0 or at least {LEAST_MAIL_DAYS}: new mails are compared with last month's answers."
        )
    return found


def ready_to_serve(settings: Settings) -> list[str]:
    """Return what the service still lacks, though the file as such is sound: a sentence each."""
    lacking = []
    if not settings.mailboxes:
        lacking.append("No mailbox is configured: add a [[mailboxes]] table.")
    if not settings.company.name:
        lacking.append("company.name is empty: replies are signed with it.")
    if settings.outgoing.kind == "smtp" and not settings.outgoing.host and settings.policy.mode != "shadow":
        lacking.append("outgoing.host is empty: name the SMTP server, or set policy.mode to shadow.")
    if settings.outgoing.kind == "folder" and not settings.outgoing.path:
        lacking.append("outgoing.path is empty: name the directory for replies.")
    return lacking


def _mailbox_faults(mailbox: Mailbox) -> list[str]:
    where = f'mailbox "{mailbox.name}"'
    found = []
    if not mailbox.name or any(character in '/\\"' or not character.isprintable() for character in mailbox.name):
        found.append(f"{where}: a name is one or more printable characters without slashes and quotes.")
    if "@" not in mailbox.address:
        found.append(f"{where}: address is missing: replies come from it.")
    if mailbox.kind == "folder" and not mailbox.path:
        found.append(f"{where}: path is missing: name the directory.")
    if mailbox.kind == "exchange":
        found += _exchange_faults(where, mailbox.host)
    if mailbox.kind == "graph":
        found += _graph_faults(where, mailbox)
    if mailbox.kind == "imap":
        if not mailbox.host:
            found.append(f"{where}: host is missing: name the IMAP server.")
        found += _wire_faults(where, mailbox.host, mailbox.port, mailbox.tls)
        found += _sign_in_faults(where, mailbox)
    return found


def _engine_faults(settings: Settings) -> list[str]:
    engine, found = settings.engine, []
    if not engine.roles:
        found.append("engine.roles names nothing to do: name watch, work or send.")
    if engine.kind == "local":
        if set(engine.roles) != {"watch", "work", "send"}:
            found.append(
                'engine.roles: engine.kind = "local" does everything in one process; only "procrastinate" shares.'
            )
    elif not settings.store.url:
        found.append('engine.kind = "procrastinate" needs a PostgreSQL server: name it as store.url.')
    return found


def _outgoing_faults(outgoing: Outgoing) -> list[str]:
    if outgoing.kind == "exchange":
        return [
            *([] if outgoing.user else ["outgoing: user is missing: name who sends."]),
            *_exchange_faults("outgoing", outgoing.host),
        ]
    if outgoing.kind == "graph":
        return _graph_faults("outgoing", outgoing)
    if outgoing.kind != "smtp" or not outgoing.host:
        return []
    found = _wire_faults("outgoing", outgoing.host, outgoing.port, outgoing.tls)
    found += _sign_in_faults("outgoing", outgoing)
    if outgoing.sign_in != "password" and not outgoing.user:
        found.append("outgoing: user is missing: a token signs in somebody.")
    return found


def _blind_copy_faults(settings: Settings) -> list[str]:
    copy = settings.outgoing.blind_copy
    if not copy:
        return []
    if settings.outgoing.kind != "smtp":
        return ['outgoing: blind_copy is for kind = "smtp"; the others keep what left in Sent by themselves.']
    ours = {address.casefold() for each in settings.mailboxes for address in (each.address, *each.aliases)}
    if copy.casefold() not in ours:
        return [f"outgoing: blind_copy {copy} is no address of a watched mailbox, so that nobody would see it come."]
    return []


def _desk_faults(desk: Desk) -> list[str]:
    found = []
    if host_and_port(desk.listen) is None:
        found.append(f'desk.listen "{desk.listen}" is no address with a port, such as 127.0.0.1:8533.')
    if desk.url and re.fullmatch(r"https?://[^/\s]+/?", desk.url) is None:
        found.append(f'desk.url "{desk.url}" is not of the form https://tieout.example.com.')
    for proxy in desk.trusted_proxies:
        try:
            ip_network(proxy)
        except ValueError:
            found.append(f'desk.trusted_proxies: "{proxy}" is no address of a proxy, such as 127.0.0.1.')
    if desk.oidc_issuer and not (desk.oidc_issuer.startswith("https://") or _is_local_url(desk.oidc_issuer)):
        found.append("desk.oidc_issuer must begin with https://: it says who somebody is.")
    if desk.oidc_issuer and not desk.oidc_client_id:
        found.append("desk.oidc_client_id is missing: the provider knows this desk by it.")
    if desk.identity_header and not desk.trusted_proxies:
        found.append("desk.identity_header: name the proxy in desk.trusted_proxies; else anybody could be anybody.")
    if desk.four_eyes_above is not None and (not desk.four_eyes_above.is_finite() or desk.four_eyes_above < 0):
        found.append("desk.four_eyes_above must be zero or more.")
    return found


def _is_local_url(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and is_loopback(parts.hostname or "")


def host_and_port(listen: str) -> tuple[str, int] | None:
    """Return an address without brackets, and its port; None where `listen` is no such pair."""
    host, _, port = listen.rpartition(":")
    try:
        address = ip_address(host.removeprefix("[").removesuffix("]") if host != "localhost" else "127.0.0.1")
    except ValueError:
        return None
    if not port.isascii() or not port.isdecimal() or int(port) > 65535:
        return None
    return str(address), int(port)


_EXCHANGE_ONLINE = (".office365.com", ".office.com", ".outlook.com", ".outlook.cn", ".office365.us", ".apps.mil")


def _exchange_faults(where: str, host: str) -> list[str]:
    if not host:
        return [f"{where}: host is missing: name the Exchange Server."]
    if host.lower().rstrip(".").endswith(_EXCHANGE_ONLINE):
        return [
            f'{where}: {host} is Exchange Online, where EWS is switched off: use kind = "graph" ("exchange" is on premises).'
        ]
    return []


def _graph_faults(where: str, graph: Mailbox | Outgoing) -> list[str]:
    found = _sign_in_faults(where, graph)
    if graph.sign_in != "microsoft":
        found.append(f'{where}: kind = "graph" needs sign_in = "microsoft".')
    if graph.graph and not graph.graph.startswith("https://"):
        found.append(f"{where}: graph must begin with https://: tokens go there.")
    return found


def _sign_in_faults(where: str, sign_in: SignIn) -> list[str]:
    found = []
    if sign_in.sign_in == "microsoft":
        found += [
            f'{where}: {key} is missing: sign_in = "microsoft" needs it.'
            for key, given in (("tenant", sign_in.tenant), ("client_id", sign_in.client_id))
            if not given
        ]
    if sign_in.authority and not sign_in.authority.startswith("https://"):
        found.append(f"{where}: authority must begin with https://: secrets go there.")
    return found


def _wire_faults(where: str, host: str, port: int, tls: str) -> list[str]:
    found = []
    if not 0 < port < 65536:
        found.append(f"{where}: port {port} is no port.")
    if tls == "none" and not is_loopback(host):
        found.append(
            f'{where}: tls = "none" is allowed on loopback only; passwords and statements would cross {host} in clear.'
        )
    return found


def is_loopback(host: str) -> bool:
    """Whether a server of this name or address is on this machine."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _absolute(settings: Settings, start: Path) -> Settings:
    """Make paths absolute, seen from the file's directory, so that the service does not depend on where it is started."""

    def path(text: str) -> str:
        return str(start / Path(text).expanduser()) if text else ""

    replace = msgspec.structs.replace
    # A service and the commands of its staff share one store, though only the service is told $STATE_DIRECTORY.
    usual = "/var/lib/tieout" if start.is_relative_to("/etc") else "tieout-state"
    state = settings.store.directory or os.environ.get("STATE_DIRECTORY", "").split(":")[0] or usual
    return replace(
        settings,
        store=replace(settings.store, directory=path(state), ca_file=path(settings.store.ca_file)),
        mailboxes=tuple(replace(each, path=path(each.path), ca_file=path(each.ca_file)) for each in settings.mailboxes),
        outgoing=replace(settings.outgoing, path=path(settings.outgoing.path), ca_file=path(settings.outgoing.ca_file)),
    )
