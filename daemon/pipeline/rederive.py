"""A decision derived again from its evidence pack alone: no store, no network, no clock.

Each part of the way is taken again from what the pack says stood before it, and compared to the last digit: the paper is read, the
statement laid against the rows as they were, the gates asked with the facts as they were.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from daemon.correction import said_in, values_in
from daemon.pipeline.pack import FORMAT, About, Ledger, Manifest, PackRefused
from daemon.pipeline.work import Read
from daemon.store import forms
from daemon.store.chain import START, AuditRow, hash_of
from daemon.store.corrections import CORRECTIONS, READ, read_corrections
from daemon.store.findings import DECISION, PROBLEMS, RECONCILIATION, STATEMENT
from daemon.store.grounds import COMPARED, FACTS, read_compared, read_facts
from daemon.store.verification import DIGEST
from parsers.document import Document
from parsers.readers.base import Access
from parsers.statements.corrected import corrected
from parsers.statements.statement import Statement
from rules.independent_check import decided
from rules.reconcile import reconcile

_LARGEST = 500 * 1024 * 1024
_MOST_FILES = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way: `equal`, or `differs` in what; None where the pack holds nothing of it."""

    name: str
    equal: bool | None
    says: str = ""


def rederive(pack: Path, read: Read, passwords: tuple[str, ...] = ()) -> list[Step]:
    """Derive everything again and return how each part compares. Raises `PackRefused` where the file is no pack."""
    files = _opened(pack)
    parts: tuple[tuple[str, Callable[[dict[str, bytes]], Iterator[str] | None]], ...] = (
        ("files", _hashes),
        ("audit", _audit),
        ("reading", lambda found: _reading(found, read, passwords)),
        *((("corrections", _corrections),) if f"{CORRECTIONS}.json" in files else ()),
        ("reconciliation", _reconciliation),
        ("decision", _decision),
    )
    steps = []
    for name, part in parts:
        try:
            found = part(files)
            said = None if found is None else list(found)
        except (msgspec.MsgspecError, KeyError, UnicodeDecodeError) as error:
            said = [f"the pack cannot be read there ({type(error).__name__})"]
        steps.append(Step(name, None if said is None else not said, "; ".join(said or ())))
    return steps


def _opened(pack: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(pack.read_bytes())) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _LARGEST:
                raise PackRefused(f"{pack} holds more than an evidence pack does.")
            files = {entry.filename: packed.read(entry) for entry in entries}
        manifest = msgspec.json.decode(files["manifest.json"], type=Manifest)
    except (OSError, zipfile.BadZipFile, KeyError, msgspec.MsgspecError, NotImplementedError, RuntimeError) as error:
        raise PackRefused(f"{pack} is no evidence pack: {error}.") from None
    if manifest.format != FORMAT:
        raise PackRefused(f"{pack} was made by a newer tieout; use that version or a later one.")
    return files


def _hashes(files: dict[str, bytes]) -> Iterator[str]:
    named = msgspec.json.decode(files["manifest.json"], type=Manifest).files
    for name in sorted((named.keys() | files.keys()) - {"manifest.json"}):
        if name not in files:
            yield f"{name} is missing"
        elif named.get(name) != hashlib.sha256(files[name]).hexdigest():
            yield f"{name} was changed"


def _audit(files: dict[str, bytes]) -> Iterator[str]:
    """Each row by its own hash, and what the rows witness: the original, the findings, the reply."""
    rows = msgspec.json.decode(files["audit.json"], type=list[AuditRow])
    decision: dict[str, str] = {}
    for row in rows:
        if hash_of(row) != row.hash or (row.number == 1 and row.previous != START):
            yield f"audit row {row.number} was changed"
        if (
            row.event == "mail_received"
            and row.facts.get("sha256") != hashlib.sha256(files["original.eml"]).hexdigest()
        ):
            yield f"the original is not the mail that audit row {row.number} tells of"
        if row.event == "decided":
            decision = {**row.facts}
    for key, hashed in sorted(decision.items()):
        name = f"{key.removeprefix(DIGEST)}.json"
        if key.startswith(DIGEST) and hashlib.sha256(files.get(name, b"")).hexdigest() != hashed:
            yield f"{name} is not what the decision stood on"


def _reading(files: dict[str, bytes], read: Read, passwords: tuple[str, ...]) -> Iterator[str] | None:
    kept = files.get(f"{READ}.json", files.get(f"{STATEMENT}.json"))
    if kept is None or "document" not in files:
        return None
    about = msgspec.json.decode(files["case.json"], type=About)

    def compare() -> Iterator[str]:
        document = Document(about.document or "", files["document"], about.media_type)
        found = [one for _, reading in read([document], Access(passwords)) for one in reading.statements]
        was = forms.read_statement(kept.decode())
        if was not in found:
            yield (
                f"the paper is read as {len(found)} statements, none of which is the one that was read then"
                if len(found) != 1
                else f"the paper is read otherwise: {_other(was, found[0])}"
            )

    return compare()


def _other(was: Statement, now: Statement) -> str:
    """Name the parts of a statement that differ."""
    return ", ".join(name for name in Statement.__dataclass_fields__ if getattr(was, name) != getattr(now, name))


def _corrections(files: dict[str, bytes]) -> Iterator[str] | None:
    if f"{STATEMENT}.json" not in files:
        return None

    def compare() -> Iterator[str]:
        made = read_corrections(files[f"{CORRECTIONS}.json"].decode())
        was = forms.read_statement(files[f"{STATEMENT}.json"].decode())
        read = forms.read_statement(files.get(f"{READ}.json", files[f"{STATEMENT}.json"]).decode())
        if corrected(read, values_in(made)) != was:
            yield "the values corrected do not give the statement that was compared"
        if f"{COMPARED}.json" in files and read_compared(files[f"{COMPARED}.json"].decode()).said != said_in(made):
            yield "what was said of rows is not what the comparison stood on"

    return compare()


def _reconciliation(files: dict[str, bytes]) -> Iterator[str] | None:
    if f"{RECONCILIATION}.json" not in files:
        return None

    def compare() -> Iterator[str]:
        if f"{COMPARED}.json" not in files:
            yield "an older program did not keep the terms as they were"
            return
        ledger = msgspec.json.decode(files["ledger.json"], type=Ledger)
        stood_on = read_compared(files[f"{COMPARED}.json"].decode())
        again = reconcile(
            replace(forms.read_statement(files[f"{STATEMENT}.json"].decode()), printed=None),
            ledger.account,
            stood_on.terms,
            role=stood_on.role,
            other_accounts=ledger.others,
            told=stood_on.told,
            said=stood_on.said,
        )
        was = forms.read_reconciliation(files[f"{RECONCILIATION}.json"].decode())
        for part in ("orientation", "line_amounts", "ledger", "matches", "differences", "bridge", "agreed", "notes"):
            if getattr(again, part) != getattr(was, part):
                yield f"{part} differs"

    return compare()


def _decision(files: dict[str, bytes]) -> Iterator[str] | None:
    kept = files.get(f"{DECISION}.json")
    if kept is None:
        return None

    def compare() -> Iterator[str]:
        if f"{FACTS}.json" not in files:
            yield "an older program did not keep the facts that the gates were given"
            return
        problems, looks_like = forms.read_problems(files.get(f"{PROBLEMS}.json", b'{"problems":[]}').decode())
        statement = files.get(f"{STATEMENT}.json")
        reconciliation = files.get(f"{RECONCILIATION}.json")
        facts = read_facts(
            files[f"{FACTS}.json"].decode(),
            None if statement is None else forms.read_statement(statement.decode()),
            None if reconciliation is None else forms.read_reconciliation(reconciliation.decode()),
            problems,
            looks_like,
        )
        account = msgspec.json.decode(files["ledger.json"], type=Ledger).account if "ledger.json" in files else None
        again, was = decided(facts, account), forms.read_decision(kept.decode())
        if again.outcome != was.outcome:
            yield f"it was {was.outcome} and would be {again.outcome}"
        answers = {one.gate: one for one in was.because}
        for one in again.because:
            if answers.get(one.gate) != one:
                yield f"{one.gate} says: {one.text}"
        gone = answers.keys() - {one.gate for one in again.because}
        if gone:
            yield f"nobody asks any more: {', '.join(sorted(gone))}"

    return compare()
