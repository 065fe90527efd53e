"""How a mail server learns that it is us: the same keys, with their manual, for a mailbox and for the way out."""

from __future__ import annotations

from typing import Annotated, Literal, Protocol

from msgspec import Meta

Way = Annotated[
    Literal["password", "microsoft", "google"],
    Meta(
        description="How to sign in: by password, or by a token of Microsoft Entra or of Google (XOAUTH2), fetched anew for each "
        "connection."
    ),
]
Tenant = Annotated[str, Meta(description="microsoft: the directory (tenant), by its id or a domain.")]
ClientId = Annotated[str, Meta(description="microsoft: the registered application's id.")]
CloudName = Annotated[
    Literal["global", "china", "us_government", "us_defense"],
    Meta(description='microsoft: the national cloud; "china" is the one that 21Vianet operates.'),
]
Authority = Annotated[
    str, Meta(description="microsoft: where to sign in, as https://host, if not at the cloud's own place.")
]


Graph = Annotated[
    str, Meta(description="graph: where Microsoft Graph is, as https://host, if not at the cloud's own place.")
]


ExchangeAuth = Annotated[Literal["ntlm", "basic"], Meta(description="exchange: how the server asks for the password.")]
ExchangeVersion = Annotated[
    Literal["2013", "2016", "2019"],
    Meta(description="exchange: the server's version; Subscription Edition counts as 2019."),
]


class SignIn(Protocol):
    """What signing in needs of a mailbox or a way out."""

    @property
    def credential(self) -> str: ...
    @property
    def sign_in(self) -> Literal["password", "microsoft", "google"]: ...
    @property
    def tenant(self) -> str: ...
    @property
    def client_id(self) -> str: ...
    @property
    def cloud(self) -> Literal["global", "china", "us_government", "us_defense"]: ...
    @property
    def authority(self) -> str: ...
