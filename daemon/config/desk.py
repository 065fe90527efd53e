"""The table [desk]: the pages for staff."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from daemon.config.section import Section


class Desk(Section, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pages where staff look at cases and decide; `tieout run` serves them."""

    enabled: Annotated[bool, Meta(description="Whether the service serves the pages.")] = True
    listen: Annotated[
        str,
        Meta(
            description="Address and port. Beyond this machine put a reverse proxy with TLS before it and name it in `trusted_proxies`.",
            examples=["127.0.0.1:8533", "[::1]:8533"],
        ),
    ] = "127.0.0.1:8533"
    url: Annotated[
        str,
        Meta(
            description="Where browsers reach the pages, for links in mails and on the log; empty: http:// and `listen`.",
            examples=["https://tieout.example.com"],
        ),
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses of the reverse proxies whose X-Forwarded-For, X-Forwarded-Proto and `identity_header` are believed."
        ),
    ] = ()
    identity_header: Annotated[
        str,
        Meta(
            description="A header in which a trusted proxy names who is signed in; the user must be known here. The proxy must take it out of what browsers send. Empty: people sign in here.",
            examples=["X-Remote-User"],
        ),
    ] = ""
    oidc_issuer: Annotated[
        str,
        Meta(
            description="The OpenID Connect provider that signs people in, as https://host/path; its name must be a user here. Needs the extra oidc. Empty: none.",
            examples=["https://login.example.com/realms/staff"],
        ),
    ] = ""
    oidc_client_id: Annotated[
        str, Meta(description="What the provider calls this desk; its return address is `url`/sign-in/back.")
    ] = ""
    oidc_credential: Annotated[
        str,
        Meta(
            description="Name of the credential with the provider's client secret; empty: a public client (PKCE alone)."
        ),
    ] = ""
    oidc_claim: Annotated[str, Meta(description="The claim of the identity token that names the user here.")] = (
        "preferred_username"
    )
    session_hours: Annotated[int, Meta(description="Hours after which somebody signs in anew.", ge=1, le=720)] = 12
    idle_minutes: Annotated[
        int, Meta(description="Minutes without a click after which somebody signs in anew.", ge=5)
    ] = 120
    four_eyes_above: Annotated[
        Decimal | None,
        Meta(
            description="A reply on balances above this (in the account's currency) needs two people, an approver among them; none where absent."
        ),
    ] = None
    sample_percent: Annotated[
        int,
        Meta(
            description="How many of a hundred answers that left by themselves staff are asked to check.", ge=0, le=100
        ),
    ] = 5
    approvers: Annotated[
        tuple[str, ...],
        Meta(
            description="Who gets each draft by mail, with a link to approve or reject it: a user of the desk and an address of ours, never a counterparty's.",
            examples=["ann <ann@example.com>"],
        ),
    ] = ()
    approval_hours: Annotated[int, Meta(description="Hours for which a link in such a mail counts.", ge=1, le=720)] = 72
    digest_to: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses of ours that get the daily digest: what waits, what left, what failed, how old the ledger is.",
            examples=["accounts@example.com"],
        ),
    ] = ()
    digest_at: Annotated[str, Meta(description="When the digest leaves, by `company.timezone`.")] = "07:30"
    mail_language: Annotated[
        str, Meta(description="Language of mails to staff who have not chosen one: en or zh_CN.")
    ] = "en"
