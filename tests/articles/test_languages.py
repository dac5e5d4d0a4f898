"""Which language a text is in; the sentences are invented."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.articles.language import language

ENGLISH = (
    "The harbour board said on Monday that three berths would be closed because the quay wall had "
    "moved by nine centimetres since the storms, and that ships should use the northern basin."
)
OTHERS = {
    "de": "Die Ministerin sagte am Dienstag, der Hafen bleibe bis zum Frühjahr geschlossen. Wer "
    "was im Hafen bei Nacht sah, war der Polizei by night nicht bekannt, her mit dem Geld.",
    "nl": "De minister was dinsdag in de haven en zei dat het water over de kade was gekomen. We "
    "have her niet gezien, of was er iets met de boot, had de man van de haven to nu toe gezegd.",
    "fr": "La ministre a déclaré mardi que le port resterait fermé jusqu'au printemps. On a dit "
    "que les pêcheurs ont tort, car or et argent sont plus rares que le poisson.",
    "es": "La ministra dijo el martes que el puerto seguiría cerrado hasta la primavera, y los "
    "pescadores la contradijeron: no hay dinero para todos, he dicho.",
    "da": "Ministeren sagde tirsdag, at havnen er lukket til foråret. Her for tiden var der ingen, "
    "der have noget at sige om det, for at det skal være let.",
    "sv": "Ministern sade på tisdagen att hamnen ska vara stängd till våren. Det var her som han "
    "såg båten, by efter by, och de som bor at den.",
    "pt": "A ministra disse na terça-feira que o porto ficaria fechado até a primavera, e os "
    "pescadores discordaram dela no mesmo dia.",
    "af": "Die minister het Dinsdag gesê dat die hawe tot die lente gesluit sal bly. Dit was 'n "
    "slegte dag vir die vissers, en ons is by die see.",
    "ru": "Министр сказала во вторник, что порт останется закрытым до весны.",
    "ja": "大臣は火曜日、港は春まで閉鎖されると述べた。漁師たちは反対している。"
    "市長はこの計画について何も知らないと記者団に話した。",
    "ar": "قالت الوزيرة يوم الثلاثاء إن الميناء سيبقى مغلقا حتى الربيع "
    "وإن الصيادين غاضبون من القرار.",
}  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_apart(code: str) -> None:
    assert language(OTHERS[code]) == code
    assert language(OTHERS[code], "en") == code, "what is said of a text counts only in doubt"


def test_english_is_told_with_and_without_help() -> None:
    assert language(ENGLISH) == "en"
    assert language(ENGLISH, "de") == "en"
    assert language("Berths closed; quay wall moving, engineers warn harbour board again") == "en"


def test_english_between_lines_of_another_language_does_not_make_it_english() -> None:
    assert language((OTHERS["ja"] + "\n" + ENGLISH[:90] + "\n") * 6) == "ja"


@pytest.mark.parametrize(
    ("text", "hint", "code"),
    [
        ("Mayor resigns", None, None),
        ("Mayor resigns", "en-GB", "en"),
        ("Mayor resigns", "EN", "en"),
        ("Mayor resigns", "xx-not/a tag", None),
        ("Mayor resigns", "", None),
        ("12 345 67 890 — 2026!", None, None),
        ("", "fr_FR", "fr"),
        ("qx zv wk jj " * 30, None, None),
    ],
)
def test_where_a_text_tells_too_little_the_hint_counts(
    text: str, hint: str | None, code: str | None
) -> None:
    assert language(text, hint) == code


def test_plain_english_needs_no_detector() -> None:
    """Loading the detector takes longer than reading an article."""
    code = (
        "import sys; from sayso.articles.language import language;"
        f"assert language({ENGLISH!r}) == 'en'; assert 'py3langid' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=40)
@given(st.text(max_size=200), st.none() | st.text(max_size=12))
def test_any_text_has_a_two_letter_code_or_none(text: str, hint: str | None) -> None:
    code = language(text, hint)
    assert code is None or (len(code) == 2 and code.islower() and code.isascii())
