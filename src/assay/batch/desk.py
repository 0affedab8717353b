"""What are listings held against, as tables, and how does another process get them without a copy each?"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copy

import numpy as np
import polars as pl
import pyarrow as pa

from assay.batch.compiled import compile_register, load, stored
from assay.policy.load import parse
from assay.policy.schema import Policy
from assay.regime.listing.entitlement import Rights, index_rights, known_goods
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

    def __reduce__(self) -> tuple[object, ...]:
        """A policy goes to another process as its texts."""
        tables = (self.brands, self.products, self.rights, self.stores)
        return _desk, (*tables, dict(self.policy.texts), self.on)


def _desk(
    brands: pl.DataFrame,
    products: pl.DataFrame,
    rights: pl.DataFrame,
    stores: pl.DataFrame,
    texts: dict[str, str],
    on: date,
) -> Desk:
    return Desk(brands=brands, products=products, rights=rights, stores=stores, policy=parse(texts), on=on)


def open_office(desk: Desk) -> Office:
    """Compile the tables of a desk in this process."""
    compiled = compile_register(desk.brands, products=desk.products, policy=desk.policy)
    rights = index_rights(desk.rights, products=desk.products)
    return office(compiled, rights=rights, products=desk.products, stores=desk.stores, policy=desk.policy, on=desk.on)


def store_desk(desk: Desk, folder: Path, *, to_send: bool = False) -> Path:
    """Leave a desk for other processes: the register compiled (its file comes back), rights as files that they map, the rest as it is.

    `to_send`: everything lies in the folder itself, so that its files can be carried to another machine.
    """
    register = stored(desk.brands, products=desk.products, policy=desk.policy, else_in=folder)
    if to_send:
        if register.parent != folder:
            copy(register, folder / "register.compiled")
        register = Path("register.compiled")
    rights = index_rights(desk.rights, products=desk.products)
    rights.table.write_ipc(folder / "rights.arrow", record_batch_size=max(1, rights.table.height))
    np.save(folder / "keys.npy", rights.keys)
    parts = (register, desk.products, desk.stores, dict(desk.policy.texts), desk.on)
    (folder / "desk.pickle").write_bytes(pickle.dumps(parts))
    return folder / register


def open_desk(folder: Path) -> Office:
    """Open a desk that `store_desk` of this same run has left."""
    parts = pickle.loads((folder / "desk.pickle").read_bytes())  # noqa: S301  our own file of this run
    register, products, stores, texts, on = parts
    rights = Rights(
        table=_mapped(folder / "rights.arrow"),
        keys=np.load(folder / "keys.npy", mmap_mode="r"),
        known=known_goods(products),
    )
    return office(load(folder / register), rights=rights, products=products, stores=stores, policy=parse(texts), on=on)


def _mapped(file: Path) -> pl.DataFrame:
    """A table whose columns lie in the file and nowhere else; Polars' own reader would copy them."""
    table = pl.from_arrow(pa.ipc.open_file(pa.memory_map(str(file))).read_all())
    assert isinstance(table, pl.DataFrame)  # noqa: S101  a table comes back as a table
    return table
