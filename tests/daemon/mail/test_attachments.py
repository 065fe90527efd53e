from __future__ import annotations

import base64

import pytest

from tests.daemon.mail.test_archives import locked, zipped
from tests.daemon.mail.test_html_text import STATEMENT
from tests.support.letters import PDF, attached, codes, letter, multipart, names, opened, part

PLAIN = part(b"See attachment.", "text/plain; charset=utf-8", encoding="7bit")
LOGO = b"\x89PNG" + bytes(2000)
PHOTO = b"\x89PNG" + bytes(300_000)


def picture(content: bytes, disposition: str = "inline", name: str = "logo.png") -> bytes:
    return part(
        content,
        f'image/png; name="{name}"',
        "Content-ID: <p1>",
        f'Content-Disposition: {disposition}; filename="{name}"',
    )


def test_attachments_are_documents_with_their_bytes_and_types() -> None:
    mail = opened(multipart(PLAIN, attached(PDF, "march.pdf", "application/pdf"), attached(b"a,b", "x.csv")))
    assert [("march.pdf", PDF, "application/pdf"), ("x.csv", b"a,b", None)] == [
        (each.name, each.content, each.media_type) for each in mail.documents
    ]
    assert "See attachment." == mail.text
    assert () == mail.problems


def test_inline_files_and_files_without_a_name_are_documents_too() -> None:
    inline = part(PDF, "application/pdf", "Content-Disposition: inline; filename=may.pdf")
    nameless = part(PDF, "application/pdf")
    text = part(b"opening 1.00", "text/plain", "Content-Disposition: attachment")
    assert ["may.pdf", "attachment-2.pdf", "attachment-3.txt"] == names(opened(multipart(inline, nameless, text)))


def test_a_mail_that_is_only_a_file() -> None:
    content = letter(
        base64.encodebytes(PDF), Content_Type="application/pdf; name=s.pdf", Content_Transfer_Encoding="base64"
    )
    assert ["s.pdf"] == names(opened(content))


def test_the_plain_body_is_preferred_and_what_only_html_says_is_added() -> None:
    same = multipart(PLAIN, part(b"<p>See <b>attachment.</b></p>", "text/html"), subtype="alternative")
    assert "See attachment." == opened(same).text
    other = multipart(PLAIN, part(b"<p>Our bank account has changed</p>", "text/html"), subtype="alternative")
    assert "See attachment.\n\nOur bank account has changed" == opened(other).text


def test_a_body_with_figures_comes_after_the_attachments() -> None:
    html = part(STATEMENT.replace("Invoice", "发票").encode("gbk"), "text/html; charset=gb2312")
    mail = opened(multipart(html, attached(PDF, "march.pdf")))
    assert [("march.pdf", None), ("mail-body.html", "text/html")] == [
        (each.name, each.media_type) for each in mail.documents
    ]
    assert "发票" in mail.documents[1].content.decode("utf-8-sig")
    assert () == opened(multipart(part(b"<p>Dear Carol</p>", "text/html"))).documents


def test_logos_are_left_aside_and_recorded() -> None:
    related = multipart(part(b'<img src="cid:p1">', "text/html"), picture(LOGO), subtype="related")
    assert () == opened(related).documents
    assert ("logo.png: a picture of the mail's layout",) == opened(related).skipped
    assert ["march.pdf"] == names(opened(multipart(picture(PHOTO), attached(PDF, "march.pdf"))))
    assert () == opened(multipart(PLAIN, attached(LOGO, "image001.png", "image/png"))).documents


def test_a_photographed_statement_is_not_taken_for_a_logo() -> None:
    assert ["logo.png"] == names(opened(multipart(PLAIN, picture(PHOTO))))
    assert ["IMG_2034.jpg"] == names(opened(multipart(PLAIN, attached(LOGO, "IMG_2034.jpg", "image/jpeg"))))


def test_signatures_cards_and_calendars_are_beside_the_matter() -> None:
    mail = opened(
        multipart(
            PLAIN,
            attached(b"BEGIN:VCARD", "carol.vcf", "text/vcard"),
            attached(b"BEGIN:VCALENDAR", "meeting.ics", "text/calendar"),
            attached(b"-----BEGIN PGP", "signature.asc", "application/pgp-signature"),
        )
    )
    assert () == mail.documents
    assert 3 == len(mail.skipped)


def test_a_forwarded_mails_files_are_used_and_its_header_is_not() -> None:
    inner = multipart(PLAIN, attached(PDF, "march.pdf"), boundary="in", From="other@evil.example", Subject="other")
    for outer in (
        multipart(part(inner, "message/rfc822", encoding="7bit")),
        multipart(part(inner, "message/rfc822", encoding="base64")),
        multipart(attached(inner, "fwd.eml")),
        multipart(attached(zipped({"fwd.eml": inner}), "all.zip")),
    ):
        mail = opened(outer)
        assert ["march.pdf"] == names(mail)
        assert ("carol@acme.example", "Statement of account") == (mail.sender, mail.subject)
        assert () == mail.problems


def test_forwards_inside_forwards_are_opened_to_a_depth() -> None:
    mail = multipart(attached(PDF, "march.pdf"), boundary="b0")
    for depth in range(1, 8):
        mail = multipart(part(mail, "message/rfc822", encoding="7bit"), boundary=f"b{depth}")
        found = opened(mail)
        assert (["march.pdf"], []) == (names(found), codes(found)) if depth <= 5 else ([], ["nested_too_deep"])


def test_zip_files_are_unpacked_and_what_is_locked_is_said() -> None:
    assert ["march.pdf"] == names(opened(multipart(attached(zipped({"march.pdf": PDF}), "s.zip"))))
    mail = opened(multipart(attached(locked(zipped({"march.pdf": PDF})), "s.zip")))
    assert ([], ["locked"]) == (names(mail), codes(mail))


@pytest.mark.parametrize("damage", [b"!", b"QQ"])
def test_a_file_that_did_not_arrive_whole_is_said(damage: bytes) -> None:
    content = part(base64.b64encode(b"date,amount") + damage, "text/csv; name=s.csv", encoding="7bit").replace(
        b": 7bit", b": base64"
    )
    mail = opened(multipart(content))
    assert ["s.csv"] == names(mail)
    assert ["damaged_attachment"] == codes(mail)


def test_a_mail_that_was_cut_off_is_said() -> None:
    whole = multipart(PLAIN, attached(PDF, "march.pdf"))
    assert ["mail_cut_off"] == codes(opened(whole[: -len(b"--b1--\r\n")]))


def test_fragments_that_exchange_cuts_off_the_text_are_text() -> None:
    mail = opened(multipart(PLAIN, attached(b"Kind regards", "ATT00001.txt", "text/plain")))
    assert () == mail.documents
    assert mail.text.endswith("Kind regards")
