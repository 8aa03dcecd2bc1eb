"""Claims as Parquet, nested as the record is; needs the optional extra ``parquet``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pydantic import ValidationError

from claimx.errors import ClaimxError, InputError, OutputError
from claimx.model import Claim, Document
from claimx.writers.problems import describe_validation_error

if TYPE_CHECKING:
    import pyarrow

MISSING_EXTRA = "Parquet needs pyarrow, which is not installed: pip install 'claimx[parquet]'"


def build_claim_schema() -> pyarrow.Schema:
    """Return the Arrow schema of a claim: the fields of the JSON record, in its order and under its names."""
    import pyarrow as pa

    text, number, offset = pa.string(), pa.float64(), pa.int64()
    quote = [("text", text), ("start", offset), ("end", offset), ("in", text)]
    value = pa.struct([*quote, ("low", number), ("high", number), ("unit", text), ("qualifier", text)])
    name = pa.struct([*quote, ("name", text)])
    required = [("id", text), ("doc_id", text), ("title", text), ("kind", text), ("value", value)]
    return pa.schema(
        [pa.field(field, kind, nullable=False) for field, kind in required]
        + [
            pa.field("from", value),
            pa.field("direction", text, nullable=False),
            pa.field("scale", text, nullable=False),
            pa.field("aggregate", text, nullable=False),
            pa.field("benchmarks", pa.list_(name), nullable=False),
            pa.field("metric", pa.struct([("text", text), ("name", text), *quote[1:], ("inferred", pa.bool_())])),
            pa.field("model", name),
            pa.field("base_model", name),
            pa.field("baseline", name),
            pa.field("sentence", pa.struct(quote), nullable=False),
            pa.field("section", text, nullable=False),
            pa.field("rule", text, nullable=False),
            pa.field("confidence", number, nullable=False),
            pa.field("date", text),
            pa.field("url", text),
        ]
    )


def write_parquet(claims: Sequence[Claim], handle: BinaryIO, _documents: Mapping[str, Document] | None = None) -> None:
    """Write one row a claim.

    Raises:
        OutputError: pyarrow is not installed.
    """
    pa = _import_pyarrow(OutputError)
    rows: list[dict[str, Any]] = [claim.model_dump(by_alias=True, mode="json") for claim in claims]
    try:
        table = pa.Table.from_pylist(rows, schema=build_claim_schema())
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 cannot hold, becomes "?"
        whole = json.dumps(rows, ensure_ascii=False).encode("utf-8", errors="replace")
        table = pa.Table.from_pylist(json.loads(whole), schema=build_claim_schema())
    pa.parquet.write_table(table, handle, compression="zstd")


def read_parquet(path: Path) -> list[Claim]:
    """Read claims back.

    Raises:
        InputError: pyarrow is not installed, the file is no Parquet, or a row is no claim (`line` is the row's number).
    """
    pa = _import_pyarrow(InputError)
    try:
        rows = pa.parquet.read_table(path).to_pylist()
    except pa.ArrowException as error:
        raise InputError(f"not a Parquet file: {error}", str(path)) from error
    claims: list[Claim] = []
    for number, row in enumerate(rows, start=1):
        try:
            claims.append(Claim.model_validate(row))
        except ValidationError as error:
            raise InputError(f"not a claim: {describe_validation_error(error)}", str(path), number) from error
    return claims


def _import_pyarrow(error_type: type[ClaimxError]) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise error_type(MISSING_EXTRA) from error
    return pyarrow
