"""A document's own text: read, folded, parted into its clauses, searched for anchors and figures."""
