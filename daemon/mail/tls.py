"""How connections to mail servers are protected: certificates are always verified, and plain text stays on this machine."""

from __future__ import annotations

import ipaddress
import ssl


class TlsError(Exception):
    """The configuration of a connection's protection cannot be used; the message says what to change."""


def verified(ca_file: str) -> ssl.SSLContext:
    """Return a context that trusts the system's authorities, or only those in `ca_file`. Raises `TlsError`."""
    try:
        context = ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise TlsError(f"ca_file {ca_file} cannot be used: name a readable PEM file of certificates.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def refuse_plain_text(host: str, tls: str) -> None:
    """Raise `TlsError` where passwords and mails would cross a network unencrypted."""
    if tls == "none" and not is_loopback(host):
        raise TlsError(f'tls = "none" is only for this machine, not for {host}: use "tls" or "starttls".')


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def distrusted(host: str, error: ssl.SSLCertVerificationError) -> str:
    """Return the sentence for a certificate that was not accepted."""
    return f"The certificate of {host} is not trusted ({error.verify_message}): correct the host name or set ca_file."
