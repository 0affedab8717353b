"""What are listings held against, as tables, and how does another process get them without a copy each?"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from assay.policy.schema import Policy
from assay.regime.listing.claims.names import Names, compile_names
from assay.regime.listing.entitlement import Rights, index_rights
from assay.regime.listing.verdict import Office, office


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Register, products, rights, stores (each in its schema), policy, and the day of the decision."""

    brands: pl.DataFrame
    products: pl.DataFrame
    rights: pl.DataFrame
    stores: pl.DataFrame
    policy: Policy
    on: date


def open_office(desk: Desk) -> Office:
    """Compile the tables of a desk in this process."""
    return _office(
        desk,
        names=compile_names(desk.brands, policy=desk.policy.name, ordinary=desk.policy.ordinary),
        rights=index_rights(desk.rights, products=desk.products),
    )


def store_desk(desk: Desk, folder: Path) -> None:
    """Leave a desk for other processes: rights as a file that they map instead of copying, the rest small."""
    rights = index_rights(desk.rights, products=desk.products)
    rights.table.write_ipc(folder / "rights.arrow")
    np.save(folder / "keys.npy", rights.keys)
    small = (
        compile_names(desk.brands, policy=desk.policy.name, ordinary=desk.policy.ordinary),
        desk.products,
        desk.stores,
        dict(desk.policy.texts),
        desk.on,
    )
    (folder / "desk.pickle").write_bytes(pickle.dumps(small))


def open_desk(folder: Path) -> Office:
    """Open a desk that `store_desk` of this same run has left."""
    from assay.policy.load import parse  # noqa: PLC0415
    from assay.regime.listing.entitlement import known_goods  # noqa: PLC0415

    names, products, stores, texts, on = pickle.loads((folder / "desk.pickle").read_bytes())  # noqa: S301  our own file of this run
    desk = Desk(
        brands=names.brands, products=products, rights=pl.DataFrame(), stores=stores, policy=parse(texts), on=on
    )
    rights = Rights(
        table=pl.read_ipc(folder / "rights.arrow"),
        keys=np.load(folder / "keys.npy", mmap_mode="r"),
        known=known_goods(products),
    )
    return _office(desk, names=names, rights=rights)


def _office(desk: Desk, *, names: Names, rights: Rights) -> Office:
    return office(
        names=names, products=desk.products, rights=rights, stores=desk.stores, policy=desk.policy, on=desk.on
    )
