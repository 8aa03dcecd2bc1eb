"""Papers in, whatever format they come in: one file a format, all of them make the same document."""

from claimx.readers.reading import read_documents
from claimx.readers.skip import Skip

__all__ = ["Skip", "read_documents"]
