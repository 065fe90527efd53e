"""Microsoft's national clouds: where each signs in, and the services that its tokens are for.

learn.microsoft.com: "National clouds" (Entra), "Microsoft Graph national cloud deployments", "Exchange Online endpoints".
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cloud:
    """Base addresses, without a slash at the end."""

    authority: str
    exchange: str
    graph: str


CLOUDS = {
    "global": Cloud(
        "https://login.microsoftonline.com", "https://outlook.office365.com", "https://graph.microsoft.com"
    ),
    "china": Cloud(
        "https://login.partner.microsoftonline.cn",
        "https://partner.outlook.cn",
        "https://microsoftgraph.chinacloudapi.cn",
    ),
    "us_government": Cloud(
        "https://login.microsoftonline.us", "https://outlook.office365.us", "https://graph.microsoft.us"
    ),
    "us_defense": Cloud(
        "https://login.microsoftonline.us", "https://webmail.apps.mil", "https://dod-graph.microsoft.us"
    ),
}
