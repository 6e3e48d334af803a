"""The ledger of rectification: what is to be mended, by whom, by when, carried on from year to year."""
