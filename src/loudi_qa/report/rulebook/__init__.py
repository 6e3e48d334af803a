"""The rules as tables for reading: by group, by department, by clause, and the ledger of assumptions."""
