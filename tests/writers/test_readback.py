"""What jsonl, csv and parquet write is read back equal; what is no claim is refused with its place."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from claimx.errors import InputError, OutputError
from claimx.model import Claim
from claimx.writers import READABLE_FORMATS, read_claims, write_claims
from claimx.writers.csv_file import COLUMNS
from claimx.writers.parquet import build_claim_schema
from tests.writers.samples import sample_claims
from tests.writers.strategies import CLAIM_LISTS


@pytest.mark.parametrize("format_name", READABLE_FORMATS)
@settings(max_examples=150, deadline=None)
@given(claims=CLAIM_LISTS)
def test_any_claims_are_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, format_name: str, claims: list[Claim]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"claims.{format_name}"
    write_claims(claims, path, format_name)
    assert read_claims(path) == claims


@pytest.mark.parametrize("format_name", READABLE_FORMATS)
def test_writing_twice_gives_equal_bytes(tmp_path: Path, format_name: str) -> None:
    for name in ("one", "two"):
        write_claims(sample_claims(), tmp_path / f"{name}.{format_name}", format_name)
    assert (tmp_path / f"one.{format_name}").read_bytes() == (tmp_path / f"two.{format_name}").read_bytes()


def test_a_line_of_jsonl_is_the_record_of_the_contract() -> None:
    stream = io.StringIO()
    write_claims(sample_claims()[:1], stream, "jsonl")
    record = json.loads(stream.getvalue())
    assert record == sample_claims()[0].to_dict()
    assert list(record)[:5] == ["id", "doc_id", "title", "kind", "value"]


def test_half_a_surrogate_pair_survives_jsonl_as_an_escape(tmp_path: Path) -> None:
    claim = sample_claims()[0].model_copy(update={"title": "broken \ud83d sign"})
    path = tmp_path / "claims.jsonl"
    write_claims([claim], path, "jsonl")
    assert path.read_bytes().isascii()
    assert json.loads(path.read_text(encoding="utf-8"))["title"] == "broken \ud83d sign"


@pytest.mark.parametrize("format_name", ["csv", "parquet", "md", "html", "tex", "xlsx"])
def test_half_a_surrogate_pair_costs_no_output(tmp_path: Path, format_name: str) -> None:
    claim = sample_claims()[0].model_copy(update={"title": "broken \ud83d sign"})
    path = tmp_path / f"claims.{format_name}"
    write_claims([claim], path, format_name)
    assert path.stat().st_size > 0


def test_no_text_cell_of_a_csv_begins_like_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    write_claims(sample_claims(), path, "csv")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert rows[0]["value_text"] == "'+11%"
    assert rows[8]["model_name"] == "'=SUM(A1)"
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_numbers_of_a_csv_stand_in_numeric_columns(tmp_path: Path) -> None:
    import pandas as pd

    path = tmp_path / "claims.csv"
    write_claims(sample_claims(), path, "csv")
    frame = pd.read_csv(path)
    assert frame["value_low"].tolist()[:4] == [11.0, 9.4, 46.0, 2.1]
    assert {frame[column].dtype.kind for column in ("value_low", "value_high", "from_low", "confidence")} == {"f"}
    assert frame["value_start"].dtype.kind == "i"


def test_a_csv_has_a_column_for_every_field_of_a_claim() -> None:
    for field, item in sample_claims()[4].model_dump(by_alias=True).items():
        if isinstance(item, dict):
            assert {f"{field}_{part}" for part in item} <= set(COLUMNS), field
        elif field not in ("base_model", "baseline"):  # which this claim has not
            assert field in COLUMNS
    assert len(COLUMNS) == len(set(COLUMNS))


def test_the_parquet_schema_has_every_field_of_a_claim_in_the_contracts_order() -> None:
    names = [info.alias or name for name, info in Claim.model_fields.items()]
    assert build_claim_schema().names == names
    claim = sample_claims()[4].model_dump(by_alias=True)
    for field in ("value", "from", "metric", "model", "sentence"):
        in_schema = {part.name for part in build_claim_schema().field(field).type}
        assert in_schema == set(claim[field]), field


def test_columns_that_a_reader_added_to_a_csv_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    write_claims(sample_claims(), path, "csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(['"note",' + lines[0], *('"mine",' + line for line in lines[1:])]), encoding="utf-8")
    assert read_claims(path) == sample_claims()


def test_a_csv_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    write_claims(sample_claims(), path, "csv")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_claims(path) == sample_claims()


def test_a_sentence_longer_than_the_csv_modules_limit_is_read_back(tmp_path: Path) -> None:
    limit = csv.field_size_limit()
    claim = sample_claims()[0]
    sentence = claim.sentence.model_copy(update={"text": "long " * 60_000})
    path = tmp_path / "claims.csv"
    write_claims([claim.model_copy(update={"sentence": sentence})], path, "csv")
    assert read_claims(path)[0].sentence == sentence
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.jsonl", b'{"id": "x"}\n', "a.jsonl:1: not a claim: field doc_id: Field required"),
        ("a.jsonl", b"\n\n{broken\n", "a.jsonl:3: not a line of JSON"),
        ("a.jsonl", b'"\xff"\n', "a.jsonl:1: not a line of JSON"),
        ("a.csv", b"", "a.csv:1: no table of claims: column id is missing"),
        ("a.csv", b"id,doc_id\n", "a.csv:1: no table of claims: column title is missing"),
        ("a.csv", b"\xff\xfe\n", "a.csv: not a row of claims: 'utf-8' codec can't decode"),
        ("a.parquet", b"PAR1 no", "a.parquet: not a Parquet file"),
        ("a.xlsx", b"", "a.xlsx: claims are read from files with the suffixes .jsonl .csv .parquet"),
    ],
)
def test_what_is_no_claim_is_refused_with_its_place(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_claims(path)
    assert expected in str(caught.value)


def test_a_name_that_lost_its_place_is_refused_rather_than_dropped(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    write_claims(sample_claims()[:1], path, "csv")
    text = path.read_text(encoding="utf-8").replace('"Riverbed","Riverbed",90,98', '"Riverbed","Riverbed",,')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"claims\.csv:2: not a claim: field model\.start"):
        read_claims(path)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [("value_low", "much", "value.low"), ("kind", "hope", "kind"), ("value_start", "", "value.start")],
)
def test_a_spoilt_cell_of_a_csv_is_named_with_its_line(tmp_path: Path, column: str, cell: str, expected: str) -> None:
    path = tmp_path / "claims.csv"
    write_claims(sample_claims()[:2], path, "csv")
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    rows[1][column] = cell
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(InputError, match=r"claims\.csv:3: not a claim") as caught:
        read_claims(path)
    assert f"field {expected}" in str(caught.value)


def test_a_row_with_too_few_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(",".join(COLUMNS) + "\nonly,three,cells\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"claims\.csv:2: not a row of claims"):
        read_claims(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.jsonl: cannot read it: No such file"):
        read_claims(tmp_path / "absent.jsonl")


def test_a_missing_pyarrow_is_one_sentence_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install 'claimx\[parquet\]'"):
        write_claims(sample_claims(), tmp_path / "claims.parquet", "parquet")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "old.parquet").write_bytes(b"")
    with pytest.raises(InputError, match=r"pip install 'claimx\[parquet\]'"):
        read_claims(tmp_path / "old.parquet")
