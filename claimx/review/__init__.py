"""The reviewers' round trip: workbooks out and in, the decision ledger, agreement, and gold from decisions.

A reviewer's workbook is a view; what counts is the ledger, an append-only plain-text file of decisions. Decisions
apply to claims by three-way comparison: as exported, as they are now, as reviewed.
"""
