"""The packages that we stand on may be shipped."""

from __future__ import annotations

import pytest
from tests.architecture.licences import ROOT, complaints, judge, licence_of, runtime


@pytest.mark.parametrize(
    ("licence", "wrong"),
    [
        ("MIT", ""),
        ("Apache-2.0 OR GPL-3.0-only", ""),
        ("BSD License", ""),
        ("GPL-3.0-or-later", "is not to be used"),
        ("MIT AND AGPL-3.0-only", "is not to be used"),
        ("GNU General Public License v3", "is not to be used"),
        ("SSPL-1.0", "is not to be used"),
        ("MIT AND (GPL-2.0-only OR SSPL-1.0)", "is not to be used"),
        ("LGPL-3.0-only", "stands under the LGPL or MPL and is not named in NOTICE"),
        (
            "GNU Lesser General Public License v2 or later LGPLv2+",
            "stands under the LGPL or MPL and is not named in NOTICE",
        ),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", "stands under the LGPL or MPL and is not named in NOTICE"),
        ("", "has a licence that we do not know"),
        ("Proprietary", "has a licence that we do not know"),
        ("Free for everybody who asks", "has a licence that we do not know"),
    ],
)
def test_a_licence_is_judged_by_its_strictest_binding_part(licence: str, wrong: str) -> None:
    assert judge(licence, in_notice=False) == wrong


def test_a_package_under_the_lgpl_is_allowed_when_notice_names_it() -> None:
    assert complaints(["psycopg"], "we stand on psycopg.") == []
    assert complaints(["psycopg"], "we stand on others.") == [
        "psycopg (LGPL-3.0-only) stands under the LGPL or MPL and is not named in NOTICE"
    ]


def test_every_runtime_dependency_may_be_shipped() -> None:
    names = runtime()
    assert {"django", "psycopg-binary", "pikepdf", "granian"} <= names
    assert "pytest" not in names
    assert complaints(names, (ROOT / "NOTICE").read_text(encoding="utf-8")) == []


def test_a_package_that_names_an_expression_is_read_by_it() -> None:
    assert licence_of("cryptography") == "Apache-2.0 OR BSD-3-Clause"
