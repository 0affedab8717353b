"""How does an e-invoice's XML become a tree without doing harm?

A document type is refused before parsing, whatever the encoding: it is where entities, external files and expansions come from, and no e-invoice
needs one. The parser resolves nothing and opens nothing. UTF-16 and other encodings are refused too: the syntaxes of EN 16931 are exchanged in
UTF-8, and a second encoding only helps to hide something from whoever looks at the bytes.
"""

from __future__ import annotations

import codecs
import dataclasses
import re
from typing import Any

from lxml import etree

from assay.errors import BadInput, NotSupported, TooLarge
from assay.policy.schema.document import LimitsPolicy
from assay.regime.document.extraction import cii, ubl
from assay.regime.document.extraction.rules import broken_rules
from assay.regime.document.reading import Reading

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<", codecs.BOM_UTF32_BE)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TAKEN = ("utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252")


def tree_of(data: bytes, *, where: str, limits: LimitsPolicy) -> Any:
    """The root element. BadInput: encoding, document type, not well-formed. TooLarge: elements or depth."""
    if data.startswith(_UTF16):
        raise BadInput(
            "this XML is in UTF-16 or UTF-32.", where=where, mend="Save the e-invoice in UTF-8, as its format asks."
        )
    body = data.removeprefix(codecs.BOM_UTF8)
    declared = _DECLARED.match(body[:1024])
    encoding = declared[1].decode().lower() if declared else "utf-8"
    if encoding not in _TAKEN:
        raise BadInput(
            f"this XML declares the encoding {encoding!r}.", where=where, mend="Save the e-invoice in UTF-8."
        )
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", body, re.IGNORECASE) and _has_document_type(body):
        raise BadInput(
            "this XML has a document type (DTD), where entities are declared.",
            where=where,
            mend="Send the e-invoice without <!DOCTYPE ...>.",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as bad:
        line, column = bad.position
        if "xcessive depth" in str(bad):
            raise _deep(where, limits) from None
        raise BadInput(
            f"this XML is not well-formed at line {line}, column {column}.",
            where=where,
            mend="Export the e-invoice again; the file may have been cut off.",
        ) from None
    except ValueError:
        raise BadInput("this XML cannot be decoded.", where=where, mend="Save the e-invoice in UTF-8.") from None
    _within(root, where=where, limits=limits)
    return root


def read_xml(data: bytes, *, name: str, sha256: str, limits: LimitsPolicy) -> Reading:
    """The e-invoice in these bytes. NotSupported names a root that is no invoice of a syntax we know."""
    root = _invoice_in(tree_of(data, where=name, limits=limits), where=name)
    read = ubl.read_ubl if root.tag in ubl.ROOTS else cii.read_cii
    reading = read(root, file=name, sha256=sha256)
    text = " ".join(" ".join(root.itertext()).split())
    return dataclasses.replace(reading, text=text, rules=broken_rules(root))


def _invoice_in(root: Any, *, where: str) -> Any:
    """The invoice itself: the root, or the one invoice in an envelope such as a Standard Business Document."""
    known = (*ubl.ROOTS, *cii.ROOTS)
    if root.tag in known:
        return root
    inside = [e for tag in known for e in root.iter(tag)]
    if len(inside) == 1:
        return inside[0]
    if inside:
        raise NotSupported(
            f"this XML holds {len(inside)} invoices.", where=where, mend="Hand in one file for each invoice."
        )
    raise NotSupported(
        f"this XML is a {_short(root.tag)}, not an invoice that we read.",
        where=where,
        mend="Send UBL 2.1 (Invoice, CreditNote) or CII (CrossIndustryInvoice).",
    )


def _has_document_type(body: bytes) -> bool:
    """Whether the markup is a document type and not words inside a comment, CDATA section or instruction."""
    bare = re.sub(rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", b"", body, flags=re.DOTALL)
    return re.search(rb"<!\s*(DOCTYPE|ENTITY)", bare, re.IGNORECASE) is not None


def _within(root: Any, *, where: str, limits: LimitsPolicy) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            count += 1
            if count > limits.xml_elements:
                raise TooLarge(
                    f"this XML has more than {limits.xml_elements} elements.",
                    where=where,
                    mend="Send one invoice a file.",
                )
            if depth > limits.xml_depth:
                raise _deep(where, limits)
        else:
            depth -= 1


def _deep(where: str, limits: LimitsPolicy) -> TooLarge:
    return TooLarge(
        f"this XML is nested more than {limits.xml_depth} deep.", where=where, mend="Export the e-invoice again."
    )


def _short(tag: str) -> str:
    return repr(re.sub(r"^\{.*\}", "", tag)[:60])
