"""Parquet files that become one without being encoded again."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal

from assay.batch.pieces import join
from assay.errors import BadInput


def piece(folder: Path, number: int, rows: int) -> pl.DataFrame:
    names = [None if i % 7 == 0 else f"größe {i % 5}" for i in range(rows)]
    frame = pl.DataFrame(
        {
            "id": [number * 1000 + i for i in range(rows)],
            "name": names,
            "lists": [[f"a{i % 3}"] * (i % 4) for i in range(rows)],
            "sure": [i % 2 == 0 for i in range(rows)],
            "price": [None if i % 11 == 0 else i / 7 for i in range(rows)],
        },
        schema={
            "id": pl.Int64,
            "name": pl.String,
            "lists": pl.List(pl.String),
            "sure": pl.Boolean,
            "price": pl.Float64,
        },
    )
    frame.write_parquet(folder / f"{number}.parquet", compression="zstd", row_group_size=400)
    return frame


def test_pieces_become_one_file_in_their_order_and_go(tmp_path: Path) -> None:
    frames = [piece(tmp_path, n, rows) for n, rows in enumerate((900, 1, 0, 400, 1300))]
    rows = join([tmp_path / f"{n}.parquet" for n in range(5)], out=tmp_path / "out.parquet")
    assert rows == 2601
    assert_frame_equal(pl.read_parquet(tmp_path / "out.parquet"), pl.concat(frames))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.parquet"]


def test_another_reader_reads_the_same_and_finds_every_group(tmp_path: Path) -> None:
    frames = [piece(tmp_path, n, 500) for n in range(40)]  # more groups than a short list of Thrift holds
    join([tmp_path / f"{n}.parquet" for n in range(40)], out=tmp_path / "out.parquet")
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert file.metadata.num_rows == 20_000
    assert file.num_row_groups >= 40
    assert file.read().column("id").to_pylist() == pl.concat(frames)["id"].to_list()
    last = file.read_row_group(file.num_row_groups - 1)
    assert last.column("name").to_pylist() == frames[-1]["name"].to_list()[-last.num_rows :]


def test_pieces_with_page_indexes_and_dictionaries_keep_them(tmp_path: Path) -> None:
    table = pa.table({"word": ["a", "b", None] * 1000, "n": list(range(3000))})
    for n in range(3):
        pq.write_table(table, tmp_path / f"{n}.parquet", write_page_index=True, row_group_size=700)
    join([tmp_path / f"{n}.parquet" for n in range(3)], out=tmp_path / "out.parquet")
    assert pq.read_table(tmp_path / "out.parquet").equals(pa.concat_tables([table] * 3))
    found = pl.scan_parquet(tmp_path / "out.parquet").filter(pl.col("n") == 2999).collect()
    assert found.height == 3


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(BadInput, match=r"no Parquet file"):
        join([tmp_path / "bad.parquet"], out=tmp_path / "out.parquet")
