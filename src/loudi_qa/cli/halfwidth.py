"""What was typed with an input method for Chinese left on."""

import re
from unicodedata import normalize

_DASHES = re.compile("^[-\u2010-\u2015\u2212]+")
_STOPS = str.maketrans("。、·", "...")


def plain(text: str) -> str:
    """What was typed with an input method for Chinese left on, or pasted from a letter: half-width, with hyphens and full stops.

    >>> plain("－－ｔｏｐ"), plain("——top"), plain("—o"), plain("2019。xlsx")
    ('--top', '--top', '-o', '2019.xlsx')
    """
    text = normalize("NFKC", text).translate(_STOPS)
    if not _DASHES.match(text):
        return text
    name = _DASHES.sub("", text)
    return ("--" if len(name.partition("=")[0]) > 1 else "-") + name
