"""Register checks: identifiers, names, rows that speak of one subject, rules for rows, sources beside the register. Pure functions of text;
nothing is repaired silently.
"""

from yicha.engines.quality.codes import CodeFault, CodeReading, inner_check_holds, read_code, registration_check_holds, uscc_check_holds
from yicha.engines.quality.crossing import Claim, Comparison, CrossRule, Difference, agree, differences
from yicha.engines.quality.likeness import Likeness
from yicha.engines.quality.names import Kinship, kinship, local_sid, normalised_name
from yicha.engines.quality.repeats import Entry, Repeats, find_repeats, tail_of
from yicha.engines.quality.rows import Family, Fault, Relation, Rule, faults_of, is_uscc, key_of

__all__ = [
    "Claim",
    "CodeFault",
    "CodeReading",
    "Comparison",
    "CrossRule",
    "Difference",
    "Entry",
    "Family",
    "Fault",
    "Kinship",
    "Likeness",
    "Relation",
    "Repeats",
    "Rule",
    "agree",
    "differences",
    "faults_of",
    "find_repeats",
    "inner_check_holds",
    "is_uscc",
    "key_of",
    "kinship",
    "local_sid",
    "normalised_name",
    "read_code",
    "registration_check_holds",
    "tail_of",
    "uscc_check_holds",
]
