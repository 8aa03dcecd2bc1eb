"""Claims as JSON Lines: the contract's own format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError

from claimx.errors import InputError
from claimx.model import Claim, Document
from claimx.writers.problems import describe_validation_error


def write_jsonl(claims: Iterable[Claim], handle: TextIO, _documents: Mapping[str, Document] | None = None) -> None:
    """Write one claim a line."""
    for claim in claims:
        line = claim.to_json()
        if not line.isascii() and not _is_utf8(line):
            line = json.dumps(claim.to_dict())  # half of a surrogate pair survives as an escape only
        handle.write(line + "\n")


def read_jsonl(path: Path) -> list[Claim]:
    """Read claims back.

    Raises:
        InputError: A line that is no claim, with its number; blank lines are skipped.
    """
    claims: list[Claim] = []
    with path.open("rb") as handle:
        for number, line in enumerate(handle, start=1):
            if not line.strip():
                continue
            try:
                claims.append(Claim.model_validate(json.loads(line.decode("utf-8-sig"))))
            except ValidationError as error:
                raise InputError(f"not a claim: {describe_validation_error(error)}", str(path), number) from error
            except (ValueError, RecursionError) as error:
                raise InputError(f"not a line of JSON: {error}", str(path), number) from error
    return claims


def _is_utf8(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
