"""A form found in a file is kept with the cases of its mail, and an auditor's request beside a statement holds it."""

from daemon.store.forms_asked import Asked, forms_of, keep_forms, read_forms
from parsers.document import Document
from parsers.statements.statement import ConfirmationForm, Recognition

DOCUMENT = Document("s.pdf", b"%PDF")
FORM = ConfirmationForm(title="回执", agrees="信息证明无误", differs="信息不符")


def test_what_was_kept_is_read_again() -> None:
    found = forms_of([(DOCUMENT, Recognition(DOCUMENT.sha256, "s.pdf", (), form=FORM))])
    assert found == (Asked(document=DOCUMENT.sha256, name="s.pdf", form=FORM),)
    ((_, content),) = keep_forms(found)
    assert found == read_forms(content)


def test_nothing_found_keeps_nothing() -> None:
    assert () == keep_forms(forms_of([(DOCUMENT, Recognition(DOCUMENT.sha256, "s.pdf", ()))]))
    assert () == read_forms(None)
