"""Which addresses does the EU transparency database take for a URL?

A scheme of the list that it knows, a host of at least two signs, and in path, query and fragment only what may stand there. The schemes here
are those that a reference can have; the service's own list has every scheme that was ever registered.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_WORDS = """
    about blob data dns doi feed file ftp ftps geo git gopher http https imap info ipfs ipns irc ircs jabber ldap ldaps magnet mailto mms
    news nfs nntp rtmp rtsp sftp sip sips smb ssh svn tel tftp tip urn view-source webcal ws wss xmpp z39.50r z39.50s
"""
SCHEMES = frozenset(_WORDS.split())
# A symbol (£, €, an emoji) may stand where a letter may, but not at the end of a host: each becomes "|", which is one itself.
_SIGN, _LETTER = r"\w|$+<=>^`~", r"[^\W_]"
_PART = r"-._~!$&'()*+,;=:@"
_URL = re.compile(
    rf"(?:{'|'.join(re.escape(s) for s in sorted(SCHEMES, reverse=True))})://"
    rf"(?:(?:(?:[\w.-]|%[0-9a-f]{{2}})+:)?(?:[\w.-]|%[0-9a-f]{{2}})+@)?"
    rf"(?:[{_SIGN}.-]+?{_LETTER}(?:xn--[\w-]+)?\.?|\[[0-9a-f:.]+\])"
    rf"(?::[0-9]+)?"
    rf"(?:/(?:[{_SIGN}{re.escape(_PART)}]|%[0-9a-f]{{2}})*)*"
    rf"(?:\?(?:[{_SIGN}{re.escape(_PART)}\[\]/?]|%[0-9a-f]{{2}})*)?"
    rf"(?:#(?:[{_SIGN}{re.escape(_PART)}/?]|%[0-9a-f]{{2}})*)?",
    re.IGNORECASE,
).fullmatch


def is_url(value: Any) -> bool:
    """Would the service take this for a valid URL?"""
    if not isinstance(value, str) or len(value) > 10_000:
        return False
    plain = "".join("|" if not c.isascii() and unicodedata.category(c).startswith("S") else c for c in value)
    return _URL(plain) is not None
