"""What does a credential's letter say? The claims of an opened SD-JWT as a Reading.

Names of claims differ between issuers; the ones listed here are understood. Everything comes from the signed token, so nothing can be misread;
whether it may be believed is another question (extraction.credential).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from assay.regime.document.extraction.credential import Opened, thumbprint
from assay.regime.document.reading import Credential, Field, Kind, Letter, Origin, Party, Reading

_LETTER_CLAIMS = frozenset({"brand", "marks", "territories", "channels", "authorised", "authorized"})


def read_claims(opened: Opened, *, token: str, file: str, sha256: str) -> Reading:
    """The reading of a credential; a letter of authorization where its type or its claims are one's."""
    claims = opened.claims
    kind = str(claims.get("vct", ""))
    is_letter = bool(_LETTER_CLAIMS & set(claims)) or any(w in kind.casefold() for w in ("loa", "authoriz", "authoris"))
    issued = _time(claims.get("iat"))
    letter = _letter(claims) if is_letter else None
    return Reading(
        file=file,
        sha256=sha256,
        kind=_field((Kind.LETTER_OF_AUTHORIZATION if is_letter else Kind.UNKNOWN).value),
        number=_said(claims, "jti", "id", "number"),
        issued_on=_field(issued[:10]) if issued else None,
        issuer=letter.authoriser if letter else Party(name=_said(claims, "issuer_name", "iss")),
        recipient=letter.authorised if letter else Party(),
        letter=letter,
        credential=_facts(opened, token=token),
        profile=kind,
        text=" ".join(_words(claims)),
    )


def _facts(opened: Opened, *, token: str) -> Credential:
    claims, header = opened.claims, opened.header
    bound = claims.get("cnf")
    key = bound.get("jwk") if isinstance(bound, Mapping) else None
    status = claims.get("status")
    listed = status.get("status_list") if isinstance(status, Mapping) else None
    return Credential(
        token=token,
        media_type=str(header.get("typ", "")),
        type=str(claims.get("vct", "")),
        issuer=str(claims.get("iss", "")),
        algorithm=str(header.get("alg", "")),
        key_id=str(header.get("kid", "")),
        holder=thumbprint(key) if isinstance(key, Mapping) else "",
        not_before=_time(claims.get("nbf")),
        expires=_time(claims.get("exp")),
        status_uri=str(listed.get("uri", "")) if isinstance(listed, Mapping) else "",
        status_index=str(listed.get("idx", "")) if isinstance(listed, Mapping) else "",
    )


def _letter(claims: Mapping[str, Any]) -> Letter:
    authorised = claims.get("authorised") or claims.get("authorized") or claims.get("holder") or claims.get("sub")
    passes_on = claims.get("may_pass_on", claims.get("sublicensing", claims.get("transferable")))
    return Letter(
        brand=_said(claims, "brand", "brand_name"),
        marks=_several(claims, "marks", "trademarks"),
        authoriser=_party(
            claims.get("authoriser") or claims.get("authorizer") or claims.get("issuer_name") or claims.get("iss")
        ),
        authorised=_party(authorised),
        goods=_several(claims, "goods", "products", "gtins", "gtin_prefixes", "models"),
        territories=_several(claims, "territories", "territory", "countries"),
        channels=_several(claims, "channels", "channel"),
        level=_said(claims, "level"),
        may_pass_on=_field("true" if passes_on else "false") if isinstance(passes_on, bool) else None,
        valid_from=_day(claims, "valid_from", "nbf", "iat"),
        valid_to=_day(claims, "valid_to", "valid_until", "exp"),
        signer=_said(claims, "signer", "signed_by"),
    )


def _party(value: Any) -> Party:
    if isinstance(value, Mapping):
        return Party(
            name=_said(value, "legal_name", "name"),
            address=_said(value, "address"),
            country=_said(value, "country"),
            vat_id=_said(value, "vat_id", "vat"),
            registration=_said(value, "registration", "lei", "id"),
        )
    return Party(name=_field(str(value)) if isinstance(value, str) and value else None)


def _field(value: str) -> Field:
    return Field(value=value, confidence=1.0, origin=Origin.CREDENTIAL)


def _said(claims: Mapping[str, Any], *names: str) -> Field | None:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value):
            return _field(str(value))
    return None


def _several(claims: Mapping[str, Any], *names: str) -> tuple[Field, ...]:
    found: list[Field] = []
    for name in names:
        value = claims.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                # A mark as {"office": "EUIPO", "number": "018234567"}
                words = [
                    str(item[k]) for k in ("office", "number", "registration", "name", "gtin", "model") if item.get(k)
                ]
                found += [_field(" ".join(words))] if words else []
            elif isinstance(item, str) and item:
                found.append(_field(item))
    return tuple(found)


def _day(claims: Mapping[str, Any], *names: str) -> Field | None:
    for name in names:
        value = claims.get(name)
        if isinstance(value, str) and len(value) >= 10:
            return _field(value[:10])
        if time := _time(value):
            return _field(time[:10])
    return None


def _time(value: Any) -> str:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 32_503_680_000:
        return ""
    return datetime.fromtimestamp(value, UTC).isoformat()


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in ("cnf", "_sd", "status"):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str):
        yield value
