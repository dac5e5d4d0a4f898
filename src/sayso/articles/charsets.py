"""Names of encodings as pages state them → Python's codecs.

Only those of https://encoding.spec.whatwg.org, under the names in use: what a stranger's page says
never picks a codec that unpacks or rewrites (`zip`, `unicode_escape`, `utf-7`).
"""

from __future__ import annotations

_LABELS = {
    "utf-8": "utf-8 utf8",
    # On the web "latin-1" and "ascii" have long meant Windows-1252.
    "cp1252": "windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 l1 ascii us-ascii",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "iso8859-2": "iso-8859-2 latin2",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-15": "iso-8859-15 latin-9 latin9",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic",
    "cp866": "ibm866 cp866",
    "gb18030": "gb18030 gb2312 gbk x-gbk",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp949": "euc-kr ks_c_5601-1987 windows-949",
}  # fmt: skip
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

ESCAPED = frozenset({"iso2022_jp"})  # made of ASCII bytes, so that they pass for UTF-8


def codec_of(label: str | None) -> str | None:
    """Python's codec for an encoding's name; None if there is none, or no name."""
    return _CODECS.get(label.strip().lower()) if label else None
