"""The exit code of each result."""

from typing import Final

from counterfoil.decision import Verdict

EXIT_CODES: Final = {Verdict.ACCEPT: 0, Verdict.RETRY: 10, Verdict.REFER: 20, Verdict.REJECT: 30}
"""What ``counterfoil verify`` ends with."""

MATCH_EXIT_CODES: Final = {True: 0, False: 30, None: 10}
"""What ``counterfoil face compare`` ends with: a match, none, nothing compared."""

SCREENING_EXIT_CODES: Final = {False: 0, True: EXIT_CODES[Verdict.REFER]}
"""What ``counterfoil screen name`` ends with: by whether a person must look."""
