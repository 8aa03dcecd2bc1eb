"""What is wrong with a record, in one clause."""

from __future__ import annotations

from pydantic import ValidationError


def describe_validation_error(error: ValidationError) -> str:
    """Return the first thing that pydantic found wrong, with the field that it is wrong in."""
    first = error.errors(include_url=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{f'field {field}: ' if field else ''}{first['msg']}{more}"
