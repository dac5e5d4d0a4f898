"""What the words around an outlet's name do with it: cite it, tell it something, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.domain import Span

_LINE = 160  # characters
_NEAR = 60  # characters on either side in which a sign is sought
_QUOTE = r"[\"'*\[(]{0,2}"
_THE = rf"(?:\s(?:the|its|his|her|their|our|local|british|us))?\s{_QUOTE}$"
_GIVEN = (
    r"told|tells|telling|spoke to|spoke with|speaks to|speaking to|speaking with|talked to"
    r"|interview with|interview to|confirmed to|confirms to|email to|e-mail to|statement to"
    r"|denied to|claimed to|claims to|spoken to|spoken with|revealed to|said to|report to"
    r"|comment to|explained to|admitted to"
)
_FROM = (
    r"according to|via|per|h/t|hat tip|hat-tip|h/t to|citing|cites|cited by|cited in|quoting"
    r"|quoted by|quoted in|reported by|reported in|reported on|reported at|reports from|report from"
    r"|report by|report in|report on|reports in|reports by|published by|published in|published on"
    r"|obtained by|seen by|source|sources|first by|broken by|story by|story in|story on|story from"
    r"|article in|article on|article by|article from|appeared in|appeared on|thanks to|credit to"
    r"|interviewed by|writes in|wrote in|wrote for|writing in|writing for|writes for|wrote on"
    r"|website|newspaper|news site|news website|news agency|newswire|site|tabloid|blog|channel"
    r"|broadcaster|station|outlet|outlets|sites|websites|newspapers|magazine|portal|site called"
    r"|reports|reports? \w{1,12} from|(?:story|report|claim)s? (?:comes?|came) from|picked up by"
    r"|relayed by|read more at|(?:folks|people|guys) at|originat(?:es|ed) (?:from|with|on|at|in)"
    r"|revealed by|investigation by"
    r"|carried by|confirmed by|discovered by|spotted by|noticed by|noted by|uncovered by|as"
)
_SAYS = (
    r"reported|reports|reporting|report|wrote|writes|published|publishes|quoted|quotes|cited|cites"
    r"|obtained|said|says|claimed|claims|noted|notes|added|adds|alleged|alleges|broke|learned"
    r"|first|stated|states|suggests|suggested|points|pointed|spoke|interviewed|explained|explains"
    r"|describes|described|revealed|reveals|confirms|confirmed|carried|ran|posted|discovered"
    r"|identified|found|shared|aired|released|featured|repeated|tweeted|conducted|asked"
    r"|is reporting|are reporting|is claiming|was told|followed up|debunked|tracked"
)
_TOLD_BEFORE = re.compile(rf"\b(?:{_GIVEN}){_THE}")
_FROM_BEFORE = re.compile(rf"(?:\b(?:{_FROM})|\bvia:|source:|h/t:?|\[via){_THE}")
_SAYS_AFTER = re.compile(
    r"['\"*)]{0,2}(?:'s)?"
    r"(?:\s(?:newspaper|magazine|website|news agency|channel|blog|site|radio|station))?"
    r"(?:\sand\s(?:the\s)?[A-Z][\w ]{1,24}|,\s[^,.;\n]{1,50},)?"
    rf"(?:\s(?:has|have|had|also|now|then|later|first|just|both|\w+ly)){{0,3}}\s(?:{_SAYS})\b"
)
_WORK_AFTER = re.compile(
    r"(?:'s|')?\s(?:\w+\s)?(?:report|story|article|piece|interview|account|exclusive|post|video)\b"
)
_PICTURED = re.compile(
    r"\b(?:photo|photos|image|images|picture|pictures|getty|screengrab|screenshot|pic|courtesy"
    r"|credit)\b"
)
_BEGGING = re.compile(
    r"\b(?:follow|like us|subscribe|sign up|click|read more|see also|watch more)\b"
)
_ASIDE_BEFORE = re.compile(r"[(\[]\s*(?:via\s|h/t\s)?$")
_ASIDE_AFTER = re.compile(r"^\s*[)\]]")
_THANKED = re.compile(r"^[\[(\s*]*(?:h/?t|hat[ -]tip|via|source|sources)\b[:\s/]", re.IGNORECASE)
_FIRST_IN = re.compile(
    r"\b(?:originally|first)\s(?:appeared|published|ran|posted)\s(?:\w+\s){0,2}(?:by|in|on|at)\s(?:the\s)?$"
    r"|\b(?:full|whole|original)\s(?:story|article|report|interview)\s(?:at|on|in)\s(?:the\s)?$"
    r"|\b(?:additional|further)\sreporting\s(?:by|from)\s(?:the\s)?$|\bwith files from\s(?:the\s)?$"
)
_HELPED = re.compile(r"^\s(?:\w+\s){0,4}?(?:contributed|reporting)\b|^\)\s?[-\u2013\u2014]")
_ASKED = re.compile(
    r"^\s(?:news\s)?(?:has|have|had)?\s?(?:reached out|contacted|asked|approached|emailed"
    r"|can (?:exclusively )?reveal|(?:has )?exclusively|understands|has learned|was unable)"
)


@dataclass(frozen=True, slots=True)
class Use:
    """One place where an outlet is named, and what the words around it show.

    `told`: somebody told it something; `cited`: it is where something is from, or it says so
    itself; `source`: the first of these; `aside`: a credit in brackets or "h/t"; `signed`: an
    agency's signature, "first published by"; `idle`: a picture credit, "follow us"; `asked`: the
    outlet asks or announces, as an outlet does in its own article.
    """

    span: Span
    told: bool
    cited: bool
    source: bool
    aside: bool
    signed: bool
    idle: bool
    asked: bool


def use_of(folded: str, span: Span) -> Use:
    """What the words around `span` show; `folded`: the text without accents."""
    before = folded[max(0, span.start - _NEAR) : span.start]
    after = folded[span.end : span.end + _NEAR]
    low = before.lower()
    line = _short_line(folded, span)
    short = bool(line)
    told = bool(_TOLD_BEFORE.search(low))
    signed = bool(_HELPED.match(after) or _FIRST_IN.search(low))
    thanked = short and bool(_THANKED.search(line))
    aside = bool(_ASIDE_BEFORE.search(low) and _ASIDE_AFTER.match(after)) or thanked
    pictured = short and bool(_PICTURED.search(line.lower()))
    source = bool(_FROM_BEFORE.search(low))
    return Use(
        span,
        told=told,
        cited=not told and (source or bool(_SAYS_AFTER.match(after) or _WORK_AFTER.match(after))),
        source=source,
        aside=aside,
        signed=signed,
        idle=pictured or (short and bool(_BEGGING.search(line.lower()))),
        asked=bool(_ASKED.match(after.lower())),
    )


def _short_line(folded: str, span: Span) -> str:
    """The line that holds `span` if it is short, as captions and credits are; else nothing."""
    start = max(0, span.start - _LINE)
    begins = folded.rfind("\n", start, span.start)
    if begins < 0 and start > 0:
        return ""
    stop = min(len(folded), span.end + _LINE)
    ends = folded.find("\n", span.end, stop)
    if ends < 0 and stop < len(folded):
        return ""
    line = folded[begins + 1 : ends if ends >= 0 else stop]
    return line if len(line) < _LINE else ""
