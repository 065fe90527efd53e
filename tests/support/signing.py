"""A signing domain for tests: keys made anew, their records as a DNS would give them, and mails signed with them."""

from __future__ import annotations

import base64
from functools import cache
from random import Random

import dkim
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

SELECTOR = "s1"


@cache
def _strong() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


class _Ending(dkim.DKIM):  # type: ignore[misc]  # the library has no types
    """Signs with an end (x=), which the library reads and does not write."""

    end = 0

    def gen_header(self, fields: list[tuple[bytes, bytes]], *given: object, **named: object) -> bytes:
        others = [field for field in fields if field[0] != b"t"]
        moments = [(b"t", str(self.end - 7 * 24 * 3600).encode()), (b"x", str(self.end).encode())]
        header: bytes = super().gen_header([*others[:1], *moments, *others[1:]], *given, **named)
        return header


def sign(
    content: bytes, domain: str = "acme.example", *, weak: bool = False, ends: int = 0, **options: object
) -> bytes:
    """Return the mail with a signature of `domain` on top. `ends`: the second at which it expires, 0 for never; `options` are those of
    dkimpy's `DKIM.sign`.
    """
    key = (
        _weak_pem() if weak else _strong().private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    )
    given: dict[str, object] = {"canonicalize": (b"relaxed", b"relaxed"), **options}
    algorithm = given.pop("algorithm", b"rsa-sha256")
    mail = (_Ending if ends else dkim.DKIM)(content, minkey=500)
    mail.end = ends
    field: bytes = mail.sign(SELECTOR.encode(), domain.encode(), key, signature_algorithm=algorithm, **given)
    return field + content


def record(*, weak: bool = False, flags: str = "") -> bytes:
    """Return the TXT record of the key."""
    public = (
        _weak_public() if weak else _strong().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    )
    return f"v=DKIM1; k=rsa; {flags}p=".encode() + base64.b64encode(public)


class Names:
    """A DNS of these records, {domain: TXT record}; it remembers what it was asked. None stands for a resolver that is silent."""

    def __init__(self, records: dict[str, bytes | None] | None = None) -> None:
        self._records = {"acme.example": record()} if records is None else records
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes | None:
        self.asked.append(name)
        for domain, found in self._records.items():
            if name == f"{SELECTOR}._domainkey.{domain}":
                if found is None:
                    raise OSError("no answer")
                return found
        return None


# A key of 768 bits, which today's libraries do not make any more.


@cache
def _weak_numbers() -> tuple[int, int, int]:
    random = Random(768)
    p, q = _prime(random, 384), _prime(random, 384)
    return p, q, pow(65537, -1, (p - 1) * (q - 1))


def _prime(random: Random, bits: int) -> int:
    while True:
        number = random.getrandbits(bits) | (3 << (bits - 2)) | 1
        if all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7)) and (number - 1) % 65537:
            return number


def _weak_pem() -> bytes:
    p, q, d = _weak_numbers()
    numbers = (0, p * q, 65537, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    der = _der(0x30, b"".join(_integer(number) for number in numbers))
    return b"-----BEGIN RSA PRIVATE KEY-----\n" + base64.encodebytes(der) + b"-----END RSA PRIVATE KEY-----\n"


def _weak_public() -> bytes:
    p, q, _ = _weak_numbers()
    key = _der(0x30, _integer(p * q) + _integer(65537))
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return _der(0x30, algorithm + _der(0x03, b"\0" + key))


def _integer(number: int) -> bytes:
    return _der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content
