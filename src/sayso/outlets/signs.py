"""Signs by which the words around a name show that an outlet is meant.

All are sought in a short stretch of folded text: `…_BEFORE` at its end (what stands before the
name), `…_AFTER` at its beginning (what follows it).
"""

from __future__ import annotations

import re

_QUOTE = r"[\"'*]{0,2}"
_PRINT = r"newspaper|paper|daily|tabloid|broadsheet|magazine|weekly|website|site|blog|publication"
_AIR = r"channel|network|broadcaster|station|outlet|agency|news service|wire service"
_STAFF = (
    r"reporter|editor|editor-in-chief|writer|columnist|correspondent|journalist|contributor"
    r"|producer|host|anchor|blogger|photographer|commentator|analyst|publisher|staffer|staff"
)
_WORK = (
    r"article|story|stories|report|piece|column|op-ed|interview|essay|profile|editorial|analysis"
    r"|review|post|photo|photograph|poll|survey|tally|cover|headline|podcast|investigation|account"
    r"|exclusive|expose|newsletter|page|coverage|scoop|obituary|reporting|item"
)
_SAYING = (
    r"reported|reports|reporting|wrote|writes|published|publishes|quoted|quotes|cited|cites"
    r"|obtained|printed|headlined|reckons|understands"
)
_SPEAKING = (
    r"said|says|adds|added|asked|notes|noted|argued|argues|claimed|claims|called|described"
    r"|describes|learned|alleged|alleges|named|tells|told|continued|explained"
)
_BETWEEN = r"own|new|latest|recent|first|same|online|also|has|had|have|is|was|\w+ly"
_GAP = r"[^\S\n]{1,3}\n?"
_GIVEN = (
    r"told|tells|telling|according to|citing|cites|cited by|cited in|quoting|quoted by|quoted in"
    r"|reported by|reported in|reports|obtained by|published by|published in|printed in"
    r"|interviewed by|spoke to|spoke with|speaks to|speaking to|speaking with|interview with"
    r"|interview to|interview in|interview for|reporters from|statement to|confirmed to|email to"
    r"|credited|credits|via|per|revealed to|disclosed to|leaked to|provided to|given to|sent to"
    r"|shared with|seen by|reviewed by|first by"
)
_MAKING = r"wrote|writes|writing|written|appeared|appearing|appears|published|reported|reporting"

# "told Time", "the tabloid Metro", "a writer at Slate", "wrote in Nature"
_STRONG_BEFORE = re.compile(
    rf"(?:\b(?:{_GIVEN}|{_PRINT}|{_AIR}|(?:{_STAFF}|{_WORK})s?{_GAP}(?:for|at|of|in|from|with|by|on)"
    rf"|(?:{_MAKING}){_GAP}(?:\w+{_GAP})?(?:for|in|on|by)))(?:{_GAP}the)?{_GAP}{_QUOTE}$"
)
# "the UK's Mirror"
PLACE_OWNS_BEFORE = re.compile(
    rf"\b(?:UK|U\.K\.|Britain|London|Ireland|Scotland|Australia|Canada|India|Pakistan|Israel|Germany"
    rf"|France|Spain|Italy|Russia|Ukraine|China|Japan|Nigeria|Kenya|South Africa)'s{_GAP}{_QUOTE}$"
)
# "seen by Vice": only where no title can be meant, so after a word in lower case
WEAK_BEFORE = re.compile(rf"(?:^|[^\w])[a-z]+{_GAP}by{_GAP}(?:The{_GAP})?{_QUOTE}$")
WEAK_IN_BEFORE = re.compile(rf"(?:^|[^\w])[a-z]+{_GAP}in{_GAP}(?:The{_GAP})?{_QUOTE}$")
AIR_BEFORE = re.compile(
    rf"\b(?:aired|airing|airs|broadcast|appear\w*|said|says|speaking|spoke|interview\w*|live|shown)"
    rf"{_GAP}on{_GAP}{_QUOTE}$"
)
PLACE_BEFORE = re.compile(rf"\b(?:on|in|at|of|to|from|for|around|across|over|under){_GAP}$")
# "posted it on X"
_PLATFORM_BEFORE = re.compile(
    rf"\b(?:on|via|through|over|posted to|posting to|took to|takes to|taking to|turned to)"
    rf"{_GAP}{_QUOTE}$"
)
_PLATFORM_AFTER = re.compile(
    rf"{_QUOTE}(?:'s)?{_GAP}(?:post|account|user|app|message|page|feed|thread|follower|group|channel"
    rf"|video|profile|chat)s?\b|,?{_GAP}\(?formerly\b"
)
# "Time reported", "Wired's latest cover story", "Slate magazine"
_AFTER = re.compile(
    rf"{_QUOTE}(?:'s?)?{_GAP}(?:(?:{_BETWEEN}){_GAP})?"
    rf"(?:(?:{_PRINT}|{_AIR}|news|{_STAFF}|{_WORK})(?:'?s)?|{_SAYING})\b"
)
# "the Hill said": an article sets a paper apart from a person
SPEAKING_AFTER = re.compile(rf"{_QUOTE}(?:'s)?{_GAP}(?:\w+ly{_GAP})?(?:{_SPEAKING})\b")
# "GENEVA (AP) - ", or at the end of a paragraph
DATELINE_AFTER = re.compile(r"\)\s{0,3}(?:[-\u2013\u2014:]|\n|$)")
# "CNN and Time", "Reuters/AP"
JOINED = re.compile(r"(?:\s?(?:[/,-]|,? and|,? or|&)\s?(?:the )?)[\"']?", re.IGNORECASE)

# "the newspaper" and the like: which kinds of outlet each may stand for
DESCRIBED = {
    "newspaper": ("newspaper",),
    "paper": ("newspaper",),
    "tabloid": ("newspaper",),
    "broadsheet": ("newspaper",),
    "magazine": ("magazine",),
    "network": ("broadcaster",),
    "broadcaster": ("broadcaster",),
    "channel": ("broadcaster",),
    "station": ("broadcaster",),
    "website": ("site",),
    "site": ("site",),
    "news site": ("site",),
    "agency": ("agency",),
    "news agency": ("agency",),
    "news service": ("agency",),
    "wire service": ("agency",),
    "news organization": ("newspaper", "agency", "broadcaster", "site"),
    "news organisation": ("newspaper", "agency", "broadcaster", "site"),
    "publication": ("newspaper", "magazine", "site"),
    "news outlet": ("newspaper", "agency", "broadcaster", "magazine", "site"),
    "outlet": ("newspaper", "agency", "broadcaster", "magazine", "site"),
}
DESCRIPTION = re.compile(
    rf"(?<![^\W_])[Tt]he{_GAP}({'|'.join(sorted(DESCRIBED, reverse=True))})"
    r"(?![\w-])(?![^\S\n][\"']?[A-Z])"
)

# A capitalised word after a name that makes it a place or an enterprise: "Washington Post Road"
_PLACES = """
road street avenue square building tower center centre park hall bridge plaza station lane drive
boulevard conference expo summit forum theater theatre arena stadium company co corp corporation
inc ltd limited llc plc holdings foundation fund trust museum library prize award awards hotel
"""
PLACES = frozenset(_PLACES.split())
# Capitalised words that may stand beside a name without being part of it
_BESIDE = """
a an and as at but by for from has have here how if in into is it its like no nor not now of off
on or our over per since so than that the then there this to until via vs was we were what when
where while who why will with yet according also although because before after during citing
meanwhile both only even just today yesterday monday tuesday wednesday thursday friday saturday
sunday says said reports reported report reveals tells told exclusive breaking poll interview
magazine newspaper news website site online editor editors reporter reporters correspondent
columnist writer journalist photographer host anchor publisher staff executive managing deputy
senior chief political white washington associate contributing former investigative national
foreign international video photo photos op editorial board british american israeli german french
russian chinese italian spanish canadian australian irish indian japanese turkish iranian saudi
lebanese egyptian ukrainian polish dutch swedish us uk s i he she they
"""
BESIDE = frozenset(_BESIDE.split())
# First words of names that many papers share: "Charleston Daily Mail" is not the Daily Mail
_GENERIC = """
daily sunday evening morning national business weekly financial express times herald news sun star
standard observer telegraph independent apple oriental
"""
GENERIC = frozenset(_GENERIC.split())

# What shows that a programme is meant
SHOWS = frozenset(("show", "programme"))
_PROGRAMME_BEFORE = re.compile(
    rf"(?:\b(?:on|host|hosts|hosted|hosting|show|programme|program|told)|'s?){_GAP}"
    rf"(?:the{_GAP})?{_QUOTE}$"
)
_PROGRAMME_AFTER = re.compile(
    rf"[,.]?{_QUOTE}(?:'s)?{_GAP}(?:show|host|co-host|anchor|moderator|program|programme|interview"
    rf"|broadcast|appearance|audience|correspondent|segment|panel|episode)s?\b"
)


# In lower case: that is faster than patterns that ignore case.
def is_cited(before: str, after: str) -> bool:
    """Whether somebody is quoted from what stands here, or it reports, or has reporters."""
    return bool(_STRONG_BEFORE.search(before.lower()) or _AFTER.match(after.lower()))


def is_posted(before: str, after: str) -> bool:
    """Whether something was put on what stands here, as on a platform."""
    return bool(_PLATFORM_BEFORE.search(before.lower()) or _PLATFORM_AFTER.match(after.lower()))


def is_aired(before: str, after: str) -> bool:
    """Whether what stands here is on air, as a programme is."""
    return bool(_PROGRAMME_BEFORE.search(before.lower()) or _PROGRAMME_AFTER.match(after.lower()))
