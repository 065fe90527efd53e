"""What is on file of a counterparty is changed between two imports of the list; who changed what is in the audit."""

from __future__ import annotations

from starlette.responses import Response

from daemon.imports.counterparty_form import FIELDS, FieldRefused, changed_by, stands_as, texts_of, told
from daemon.observe import events
from daemon.replies.language import languages
from daemon.review.page import Page, PageRefused, Permission, Visit
from daemon.review.pages.counterparty import PATH as SHOWN
from daemon.review.pages.counterparty import the_counterparty
from parsers.ledgers.counterparty import Counterparty

PATH = "/counterparty/edit"
_LONG = frozenset({"addresses", "disputed", "reference_map"})
_LONGEST = 20_000


def ask(visit: Visit) -> Response:
    found = the_counterparty(visit, visit.query.get("code", ""))
    return _form(visit, found, texts_of(found))


def save(visit: Visit) -> Response:
    found = the_counterparty(visit, visit.text("code", 200))
    store, name = visit.services.store, visit.somebody.name
    texts = {field: visit.text(field, _LONGEST) for field in FIELDS}
    with store.writing() as tx:
        now_on_file = store.counterparties.get(found.code, tx)
        if now_on_file is None or stands_as(now_on_file) != visit.text("seen", 64):
            raise PageRefused(409, "error.changed_meanwhile")
        try:
            changed = changed_by(
                now_on_file, texts, lambda address: [one.code for one in store.counterparties.by_address(address, tx)]
            )
        except FieldRefused as refusal:
            return _form(visit, found, texts, refusal)
        if changed != now_on_file:
            store.counterparties.put(changed, tx)
            facts = {"code": found.code, **told(now_on_file, changed)}
            store.audit.add(tx, visit.services.clock(), events.COUNTERPARTY_CHANGED, actor=name, facts=facts)
    return visit.go(SHOWN, code=found.code, done="saved")


def _form(visit: Visit, found: Counterparty, texts: dict[str, str], refusal: FieldRefused | None = None) -> Response:
    return visit.show(
        "counterparty_edit.html",
        status=200 if refusal is None else 422,
        found=found,
        texts=texts,
        refusal=refusal,
        seen=stands_as(found),
        fields=FIELDS,
        long=_LONG,
        languages=languages(),
    )


PAGES = (Page(name="counterparty_edit", path=PATH, get=ask, post=save, see=Permission.APPROVE, act=Permission.APPROVE),)
