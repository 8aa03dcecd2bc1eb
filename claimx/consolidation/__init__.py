"""From claims to a results table: canonical names, one result once, conflicts shown, unlike values kept apart.

>>> from claimx.consolidation import NameList, build_table, load_settings
>>> build_table([], NameList(), load_settings()).rows
()
"""

from claimx.consolidation.arithmetic import check_arithmetic
from claimx.consolidation.citations import BibEntry, find_citation_keys, read_bibtex
from claimx.consolidation.conflicts import POLICIES, Policy
from claimx.consolidation.flow import Flow, Rejection, count_flow
from claimx.consolidation.names import (
    NameInfo,
    NameList,
    NameLookup,
    list_names,
    load_names,
    name_key,
)
from claimx.consolidation.settings import SettingRule, load_settings
from claimx.consolidation.table import GROUPS, TableOptions, build_table
from claimx.consolidation.unknown import UnknownName, find_unknown_names

__all__ = [
    "GROUPS",
    "POLICIES",
    "BibEntry",
    "Flow",
    "NameInfo",
    "NameList",
    "NameLookup",
    "Policy",
    "Rejection",
    "SettingRule",
    "TableOptions",
    "UnknownName",
    "build_table",
    "check_arithmetic",
    "count_flow",
    "find_citation_keys",
    "find_unknown_names",
    "list_names",
    "load_names",
    "load_settings",
    "name_key",
    "read_bibtex",
]
