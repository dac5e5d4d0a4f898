"""Which language a text is in, and that plain English costs no model."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.articles.language import language

ENGLISH = (
    "The mayor of Port Ellery said on Tuesday that the bridge would be closed for a week. "
    "She had been told by engineers that it was not safe, according to a spokesman."
)
OTHERS = {
    "de": "Die Bürgermeisterin von Osterfeld erklärte am Dienstag, die Brücke bleibe eine Woche"
    " lang gesperrt. Nach Angaben ihres Sprechers hatten Fachleute vor Rissen gewarnt.",
    "fr": "La maire de Valclair a annoncé mardi que le pont resterait fermé pendant une semaine."
    " Selon son porte-parole, des experts avaient signalé des fissures dans les piliers.",
    "es": "La alcaldesa de Vallehondo anunció el martes que el puente seguirá cerrado una semana."
    " Según su portavoz, los ingenieros habían advertido de grietas en los pilares.",
    "it": "La sindaca di Vallescura ha annunciato martedì che il ponte resterà chiuso per una"
    " settimana. Secondo il portavoce, gli ingegneri avevano segnalato crepe nei piloni.",
    "nl": "De burgemeester van Oosterveen zei dinsdag dat de brug een week lang dicht blijft. Het"
    " was volgens haar woordvoerder niet veilig, en de scheuren in de pijlers waren bekend.",
    "pt": "A prefeita de Vale Claro anunciou na terça-feira que a ponte ficará fechada durante uma"
    " semana. Segundo o porta-voz, os engenheiros tinham avisado sobre rachaduras nos pilares.",
    "pl": "Burmistrz Jasnej Doliny ogłosiła we wtorek, że most będzie zamknięty przez tydzień."
    " Według jej rzecznika inżynierowie ostrzegali przed pęknięciami w filarach.",
    "ru": "Мэр Светлогорья заявила во вторник, что мост будет закрыт в течение недели. По словам"
    " её представителя, инженеры предупреждали о трещинах в опорах.",
    "ar": "أعلنت رئيسة بلدية وادي النور يوم الثلاثاء أن الجسر سيبقى مغلقا لمدة أسبوع. وقال المتحدث"
    " باسمها إن المهندسين حذروا من وجود شقوق في الأعمدة.",
    "zh": "明谷市市长星期二宣布，大桥将关闭一个星期。她的发言人说，工程师此前曾警告桥墩出现裂缝，"
    "市政府已经要求专家在本周末之前提交一份完整的检查报告，并向居民公布结果。",
    "tr": "Aydınova belediye başkanı salı günü köprünün bir hafta boyunca kapalı kalacağını"
    " açıkladı. Sözcüsüne göre mühendisler ayaklardaki çatlaklar konusunda uyarıda bulunmuştu.",
    "sv": "Borgmästaren i Ljusdalby meddelade på tisdagen att bron hålls stängd i en vecka. Enligt"
    " hennes talesman hade ingenjörer varnat för sprickor i pelarna.",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told_from_english(code: str) -> None:
    assert language(OTHERS[code]) == code


def test_english_is_english() -> None:
    assert language(ENGLISH) == "en"


def test_english_told_by_names_and_headlines_is_still_english() -> None:
    terse = "Mayor closes bridge. Engineers warn council. Cracks found under north pier. " * 3
    assert language(terse) == "en"


@pytest.mark.parametrize("text", ["", "Bridge closed", "12 345 678 " * 20, "— … “”"])
def test_too_little_tells_no_language(text: str) -> None:
    assert language(text) is None


@pytest.mark.parametrize(
    ("hint", "told"), [("en", "en"), ("de-AT", "de"), ("FR", "fr"), ("eng", None), ("", None)]
)
def test_a_page_is_taken_at_its_word_where_its_text_is_too_short(
    hint: str, told: str | None
) -> None:
    assert language("Bridge closed", hint) == told


def test_a_page_is_not_taken_at_its_word_otherwise() -> None:
    assert language(OTHERS["fr"], "en") == "fr"


def test_plain_english_loads_no_language_model() -> None:
    ask = (
        "import sys; from sayso.articles.language import language;"
        "print(language(sys.argv[1]), 'py3langid' in sys.modules)"
    )
    for text, said in ((ENGLISH, "en False"), (OTHERS["de"], "de True")):
        done = subprocess.run(
            [sys.executable, "-c", ask, text], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == said


@given(st.text(st.characters(exclude_categories=[]), max_size=300))
def test_any_text_is_in_some_language_or_none(text: str) -> None:
    told = language(text)
    assert told is None or (len(told) in (2, 3) and told.islower())
