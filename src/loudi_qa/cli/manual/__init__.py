"""The pages of help: what each command does, examples, how it ends, what comes next."""

from loudi_qa.cli.manual import of_result, of_round, of_rules
from loudi_qa.cli.manual.entry import Entry, Example

__all__ = ["MANUAL", "Entry", "Example"]

MANUAL = {
    "": of_round.PROGRAM,
    "template": of_round.TEMPLATE,
    "validate": of_round.VALIDATE,
    "collect": of_round.COLLECT,
    "score": of_result.SCORE,
    "explain": of_result.EXPLAIN,
    "report": of_result.REPORT,
    "robust": of_result.ROBUST,
    "compare": of_result.COMPARE,
    "verify": of_result.VERIFY,
    "init": of_rules.INIT,
    "rules": of_rules.RULES,
    "rules show": of_rules.SHOW,
    "rules check": of_rules.CHECK,
    "rules test": of_rules.TEST,
    "rules diff": of_rules.DIFF,
    "rules schema": of_rules.SCHEMA,
}
"""By the words of the command after the program's name."""
