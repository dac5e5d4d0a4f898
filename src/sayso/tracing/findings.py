"""Everything that is found on the way from the articles to their origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.domain import Correction, Label
from sayso.tracing.carried import Carried
from sayso.tracing.circles import Lineage, lineage
from sayso.tracing.copies import Copy, copies
from sayso.tracing.corrections import forced_copies, named_sources
from sayso.tracing.credits import Credited, credited, home
from sayso.tracing.grounds import Voice, occasions, voices
from sayso.tracing.labels import best_copies, is_copy, label
from sayso.tracing.origins import Ground, Origins, separated, weighed
from sayso.tracing.places import keys, places_of
from sayso.tracing.setting import Setting, nearness, setting_of


@dataclass(frozen=True, slots=True)
class Findings:
    """Articles go by their place in `carried`. `given`: the outlets that each names; `heard`: all
    voices; `copied`: for those that copy, whom; `forced`: of these, those that readers told of;
    `told`: statements (ids) whose source they gave."""

    carried: Sequence[Carried]
    given: Sequence[Sequence[Credited]]
    heard: Sequence[Voice]
    setting: Setting
    copied: Mapping[int, Copy]
    forced: Mapping[int, Copy]
    labels: Sequence[Label]
    lineage: Lineage
    told: frozenset[str]

    def text(self, article: int) -> str:
        """The text of an article."""
        return self.carried[article].reading.article.text

    def ref(self, article: int) -> str:
        """Where an article came from."""
        return self.carried[article].reading.article.ref

    def unknown(self) -> frozenset[int]:
        """Articles of unknown lineage: no source is given, or only such as lead in a circle."""
        sharing = {n for n, copy in self.copied.items() if is_copy(copy)} | set(self.forced)
        unclear = {n for n, held in enumerate(self.labels) if held == "unclear"} - sharing
        circling = {n for key in self.lineage.circular for n in self.lineage.articles[key]}
        return frozenset(unclear | circling)

    def origins(self) -> Origins:
        """The origins that stand behind the articles."""
        near = [nearness(voice, self.setting) for voice in self.heard]
        groups = occasions(self.heard, near, self.lineage.onward)
        return separated(
            [ground for ground in weighed(groups, self.setting) if not self._circles(ground)],
            self.setting,
            self.unknown(),
            self.told,
        )

    def _circles(self, ground: Ground) -> bool:
        return all(voice.who[1] in self.lineage.circular for voice in ground.voices)


def findings(claim: str, carried: Sequence[Carried], corrections: Sequence[Correction]) -> Findings:
    """What is found in articles that carry a claim."""
    asked = keys(claim)
    places = [places_of(one.reading.article.text, asked) for one in carried]
    given = credited(asked, [one.reading for one in carried], places)
    heard = voices(carried, given)
    setting = setting_of(claim, carried, places, heard)
    forced = forced_copies(carried, corrections)
    copied = {**_copied(carried, given), **forced}
    labels: list[Label] = [
        "copy"
        if n in forced
        else label(n, given[n], [v for v in heard if v.article == n], copied.get(n), setting)
        for n in range(len(carried))
    ]
    own = lineage(carried, given, heard, setting)
    told = frozenset(named_sources(corrections))
    return Findings(carried, given, heard, setting, copied, forced, labels, own, told)


def _copied(carried: Sequence[Carried], given: Sequence[Sequence[Credited]]) -> dict[int, Copy]:
    """For each article the one that it may copy most of: none that is known to be younger."""
    found = copies({f"{n:06}": one.reading.article.text for n, one in enumerate(carried)})
    named = [frozenset(one.named.key for one in outlets) for outlets in given]
    older = (copy for copy in found if _older(carried, named, int(copy.article), int(copy.other)))
    return {int(key): copy for key, copy in best_copies(older).items()}


def _older(
    carried: Sequence[Carried], named: Sequence[frozenset[str]], article: int, other: int
) -> bool:
    """Whether the other can be what the article copies: none that is known to be younger, and none
    that names the article's own outlet while it is not named by it."""
    mine, theirs = carried[article].reading.article, carried[other].reading.article
    if mine.published and theirs.published and mine.published[:10] != theirs.published[:10]:
        return theirs.published < mine.published
    own, others = home(mine), home(theirs)
    return own == others or own not in named[other] or others in named[article]
