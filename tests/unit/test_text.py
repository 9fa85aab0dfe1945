from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_desk.text import LANGUAGES, Words

FR, EN = Words("fr"), Words("en")
TZ = ZoneInfo("America/Martinique")
MINUTE, HOUR, DAY = 60, 3600, 86400


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=TZ).timestamp()) * 1_000_000  # type: ignore[misc,arg-type]


NOW = at(2026, 11, 23, 10, 46)  # a Monday


def spaced(text: str) -> str:
    """The text as typed here: ``_`` for the unbreakable space, ``~`` for the fine one."""
    return text.replace("_", "\u00a0").replace("~", "\u202f")


@pytest.mark.parametrize(
    ("call", "fr", "en"),
    [
        (lambda w: w.number(1234), "1~234", "1,234"),
        (lambda w: w.number(-1234567), "−1~234~567", "−1,234,567"),
        (lambda w: w.signed(12), "+12", "+12"),
        (lambda w: w.signed(-5), "−5", "−5"),
        (lambda w: w.signed(0), "0", "0"),
        (lambda w: w.decimal(4.2), "4,2", "4.2"),
        (lambda w: w.decimal(-1234.567, 2), "−1~234,57", "−1,234.57"),
        (lambda w: w.decimal(-0.01), "0,0", "0.0"),
        (lambda w: w.percent(0.95), "95~%", "95%"),
        (lambda w: w.percent(0.9999), "99~%", "99%"),
        (lambda w: w.percent(0.9999, 1), "99,9~%", "99.9%"),
        (lambda w: w.percent(1), "100~%", "100%"),
        (lambda w: w.size(0), "0_o", "0_B"),
        (lambda w: w.size(999), "999_o", "999_B"),
        (lambda w: w.size(1064), "1,1_ko", "1.1_kB"),
        (lambda w: w.size(240_000), "240_ko", "240_kB"),
        (lambda w: w.size(999_600), "1_Mo", "1_MB"),
        (lambda w: w.size(1_240_000), "1,2_Mo", "1.2_MB"),
        (lambda w: w.size(26_214_400), "26_Mo", "26_MB"),
        (lambda w: w.size(9_960_000), "10_Mo", "10_MB"),
        (lambda w: w.size(5 * 10**15), "5~000_To", "5,000_TB"),
        (lambda w: w.list_of([]), "", ""),
        (lambda w: w.list_of(["Yann"]), "Yann", "Yann"),
        (lambda w: w.list_of(["Yann", "Nadia"]), "Yann et Nadia", "Yann and Nadia"),
        (lambda w: w.list_of(["Yann", "Nadia", "Lucie"]), "Yann, Nadia et Lucie", "Yann, Nadia and Lucie"),
    ],
)
def test_quantities(call, fr, en):
    assert (call(FR), call(EN)) == (spaced(fr), spaced(en))


@pytest.mark.parametrize(
    ("seconds", "short", "coarse", "figure", "long", "left", "late"),
    [
        (0, "moins d’une minute", "moins d’une minute", "0_min", "moins d’une minute", "moins d’une minute",
         "dépassé de moins d’une minute"),
        (60, "1_min", "1_min", "1_min", "1_minute", "1_min restante", "dépassé de 1_min"),
        (35 * MINUTE, "35_min", "35_min", "35_min", "35_minutes", "35_min restantes", "dépassé de 35_min"),
        (HOUR, "1_h", "1_h", "1_h_00", "1_heure", "1_h restante", "dépassé de 1_h"),
        (2 * HOUR + 14 * MINUTE, "2_h_14", "2_h", "2_h_14", "2_heures et 14_minutes", "2_h_14 restantes",
         "dépassé de 2_h_14"),
        (3 * HOUR + 5 * MINUTE, "3_h_05", "3_h", "3_h_05", "3_heures et 5_minutes", "3_h_05 restantes",
         "dépassé de 3_h_05"),
        (DAY, "1_j", "1_j", "24_h_00", "1_jour", "1_j restant", "dépassé de 1_j"),
        (DAY + 3 * HOUR, "1_j 3_h", "1_j", "27_h_00", "1_jour et 3_heures", "1_j 3_h restants",
         "dépassé de 1_j 3_h"),
        (3 * DAY + 59 * MINUTE, "3_j", "3_j", "72_h_59", "3_jours", "3_j restants", "dépassé de 3_j"),
        (1200 * DAY, "1~200_j", "1~200_j", "28~800_h_00", "1~200_jours", "1~200_j restants",
         "dépassé de 1~200_j"),
    ],
)  # fmt: skip
def test_durations_in_french(seconds, short, coarse, figure, long, left, late):
    said = [FR.duration(seconds, style) for style in ("short", "coarse", "figure", "long")]
    assert [*said, FR.left(seconds), FR.late(seconds)] == [
        spaced(text) for text in (short, coarse, figure, long, left, late)
    ]


@pytest.mark.parametrize(
    ("seconds", "short", "figure", "long", "left", "late"),
    [
        (0, "less than a minute", "0_min", "less than a minute", "under a minute left",
         "overdue by less than a minute"),
        (HOUR, "1_h", "1_h_00", "1_hour", "1_h left", "overdue by 1_h"),
        (3 * HOUR + 5 * MINUTE, "3_h_5_min", "3_h_05", "3_hours and 5_minutes", "3_h_5_min left",
         "overdue by 3_h_5_min"),
        (2 * DAY + HOUR, "2_d 1_h", "49_h_00", "2_days and 1_hour", "2_d 1_h left", "overdue by 2_d 1_h"),
    ],
)  # fmt: skip
def test_durations_in_english(seconds, short, figure, long, left, late):
    said = [EN.duration(seconds, style) for style in ("short", "figure", "long")]
    assert [*said, EN.left(seconds), EN.late(seconds)] == [
        spaced(text) for text in (short, figure, long, left, late)
    ]


def test_a_promise_past_its_end_is_late():
    assert FR.left(-35 * MINUTE) == spaced("dépassé de 35_min")
    assert FR.remains(2 * DAY + 3 * HOUR) == spaced("il reste 2_j 3_h")
    assert EN.remains(4 * DAY) == spaced("4_d left")


@pytest.mark.parametrize(
    ("moment", "method", "fr", "en"),
    [
        (at(2026, 11, 23, 13), "clock_time", "13_h", "13:00"),
        (at(2026, 11, 23, 9, 5), "clock_time", "9_h_05", "09:05"),
        (at(2026, 11, 23, 9, 11), "day", "aujourd’hui", "today"),
        (at(2026, 11, 24, 0, 0), "day", "demain mardi", "tomorrow, Tuesday"),
        (at(2026, 11, 22, 23, 59), "day", "hier", "yesterday"),
        (at(2026, 11, 29, 8), "day", "dimanche", "Sunday"),
        (at(2026, 11, 17, 8), "day", "mardi", "Tuesday"),
        (at(2026, 11, 30, 8), "day", "lundi 30_novembre", "Monday 30_November"),
        (at(2026, 12, 1, 8), "day", "mardi 1ᵉʳ_décembre", "Tuesday 1_December"),
        (at(2027, 8, 1, 8), "day", "dimanche 1ᵉʳ_août 2027", "Sunday 1_August 2027"),
        (at(2026, 11, 23, 9, 11), "when", "aujourd’hui, 9_h_11", "today, 09:11"),
        (at(2026, 11, 24, 10, 47), "when", "demain mardi, 10_h_47", "tomorrow, 10:47"),
        (at(2026, 11, 22, 10, 47), "when", "hier, 10_h_47", "yesterday, 10:47"),
        (at(2026, 11, 20, 10, 47), "when", "vendredi, 10_h_47", "Friday, 10:47"),
        (at(2026, 11, 30, 10, 47), "when", "lundi 30_novembre, 10_h_47", "Monday 30_November, 10:47"),
        (at(2026, 11, 23, 14, 47), "before", "avant 14_h_47, aujourd’hui", "before 14:47 today"),
        (at(2026, 11, 24, 10, 47), "before", "avant demain mardi, 10_h_47", "before 10:47 tomorrow, Tuesday"),
        (at(2026, 11, 26, 10, 47), "before", "avant jeudi, 10_h_47", "before 10:47 on Thursday"),
        (
            at(2026, 11, 30, 9),
            "before",
            "avant le lundi 30_novembre, 9_h",
            "before 09:00 on Monday 30_November",
        ),
        (at(2026, 11, 22, 9), "before", "avant le dimanche 22_novembre, 9_h", "before 09:00 yesterday"),
        (at(2026, 11, 23, 14, 47), "by", "aujourd’hui, avant 14_h_47", "today, before 14:47"),
        (at(2026, 11, 24, 10, 47), "by", "demain mardi, avant 10_h_47", "tomorrow, Tuesday, before 10:47"),
        (at(2026, 11, 30, 9), "by", "le lundi 30_novembre, avant 9_h", "on Monday 30_November, before 09:00"),
        (at(2026, 11, 23, 10, 11), "promised", "promise à 10_h_11", "promised by 10:11"),
        (at(2026, 11, 24, 9), "promised", "promise demain mardi, 9_h", "promised by tomorrow, 09:00"),
        (at(2026, 11, 20, 9), "promised", "promise vendredi dernier, 9_h", "promised by last Friday, 09:00"),
        (at(2026, 11, 23, 10, 45, 30), "since", "à l’instant", "just now"),
        (at(2026, 11, 23, 9, 11), "since", "depuis 1_h_35", "for 1_h_35_min"),
        (at(2026, 11, 22, 23, 50), "since", "depuis 10_h_56", "for 10_h_56_min"),
        (at(2026, 11, 22, 9), "since", "depuis hier", "since yesterday"),
        (at(2026, 11, 20, 9), "since", "depuis vendredi", "since Friday"),
        (at(2026, 11, 12, 9), "since", "depuis le 12_nov.", "since 12_Nov"),
        (at(2025, 11, 1, 9), "since", "depuis le 1ᵉʳ_nov. 2025", "since 1_Nov 2025"),
        (at(2026, 11, 23, 10, 11), "short", "10_h_11", "10:11"),
        (at(2026, 11, 24, 14), "short", "mar. 14_h", "Tue 14:00"),
        (at(2026, 12, 12, 14), "short", "12_déc.", "12_Dec"),
        (at(2027, 1, 3, 14), "short", "3_janv. 2027", "3_Jan 2027"),
        (at(2026, 11, 23, 9, 11), "dated", "lundi 23_novembre à 9_h_11", "Monday 23_November at 09:11"),
        (at(2025, 2, 3, 9), "dated", "lundi 3_février 2025 à 9_h", "Monday 3_February 2025 at 09:00"),
    ],
)
def test_moments(moment, method, fr, en):
    arguments = (moment, TZ) if method == "clock_time" else (moment, TZ, NOW)
    assert (getattr(FR, method)(*arguments), getattr(EN, method)(*arguments)) == (spaced(fr), spaced(en))


def test_since_midnight_still_counts_hours_late_in_the_evening():
    evening = at(2026, 11, 23, 22)
    assert FR.since(at(2026, 11, 23, 0, 30), TZ, evening) == spaced("depuis 21_h_30")


def test_the_reader_s_zone_decides_the_day():
    late = at(2026, 11, 23, 22)
    assert FR.when(late, TZ, NOW) == spaced("aujourd’hui, 22_h")
    assert FR.when(late, ZoneInfo("Europe/Paris"), NOW) == spaced("demain mardi, 3_h")


@pytest.mark.parametrize(
    ("seconds", "fr", "en"),
    [(-5, "à l’instant", "just now"), (12, "il y a 12_s", "12_s ago"), (150, "il y a 2_min", "2_min ago"),
     (3 * DAY + HOUR, "il y a 3_j", "3_d ago")],
)  # fmt: skip
def test_ago(seconds, fr, en):
    said = [words.ago(NOW - seconds * 1_000_000, NOW) for words in (FR, EN)]
    assert said == [spaced(fr), spaced(en)]


@pytest.mark.parametrize(
    ("first", "last", "fr", "en"),
    [
        (date(2026, 8, 31), date(2026, 11, 23), "31_août – 23_novembre 2026", "31_August – 23_November 2026"),
        (date(2026, 11, 1), date(2026, 11, 30), "1ᵉʳ – 30_novembre 2026", "1 – 30_November 2026"),
        (
            date(2025, 12, 1),
            date(2026, 1, 2),
            "1ᵉʳ_décembre 2025 – 2_janvier 2026",
            "1_December 2025 – 2_January 2026",
        ),
        (date(2026, 5, 1), date(2026, 5, 1), "1ᵉʳ_mai 2026", "1_May 2026"),
    ],
)
def test_ranges(first, last, fr, en):
    assert (FR.date_range(first, last), EN.date_range(first, last)) == (spaced(fr), spaced(en))


def test_labels_of_charts():
    assert [FR.week(date(2026, 8, 31)), FR.week(date(2026, 9, 7), date(2026, 8, 31))] == [
        spaced("31_août"), spaced("7_sept.")
    ]  # fmt: skip
    assert FR.week(date(2026, 9, 14), date(2026, 9, 7)) == "14"
    assert [FR.month_short(date(2026, m, 1)) for m in (1, 3, 5, 7, 9)] == [
        "janv.",
        "mars",
        "mai",
        "juil.",
        "sept.",
    ]
    assert (FR.month(date(2026, 11, 1)), EN.month(date(2026, 11, 1))) == ("novembre 2026", "November 2026")
    assert (FR.weekday_short(0), FR.weekday(6), EN.weekday(6)) == ("lun.", "dimanche", "Sunday")
    assert (FR.hour(17, 30), FR.hour(24), EN.hour(8)) == (spaced("17_h_30"), spaced("24_h"), "08:00")


UNITS = {"j": DAY, "d": DAY, "h": HOUR, "min": MINUTE}


def seconds_in(text: str) -> int:
    """What a short duration says, read back."""
    parts = text.replace("\u202f", "").replace(",", "").split()
    if not parts[0].isdigit():
        return 0
    signs = [*parts[1::2], "min"]  # in « 2 h 14 » the minutes go unsaid
    return sum(int(n) * UNITS[sign] for n, sign in zip(parts[::2], signs, strict=False))


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.sampled_from(LANGUAGES))
def test_more_time_never_reads_as_less(seconds, more, language):
    words = Words(language)
    said, later = seconds_in(words.duration(seconds)), seconds_in(words.duration(seconds + more))
    assert said <= later
    assert 0 <= seconds - said < (HOUR if seconds >= DAY else MINUTE)


@given(st.integers(), st.integers(), st.sampled_from(LANGUAGES))
def test_no_number_is_too_odd_to_be_said(a, b, language):
    words = Words(language)
    said = [words.number(a), words.signed(a), words.ago(a, b), words.left(a), words.late(a), words.remains(a)]
    said += [words.duration(a, style) for style in ("short", "coarse", "figure", "long")]
    for method in ("day", "when", "before", "by", "promised", "since", "short", "dated"):
        said.append(getattr(words, method)(a, TZ, b))
    assert all(said)
    assert "{" not in "".join(said)


@given(st.floats(0, 1), st.integers(0, 3))
def test_only_the_whole_is_a_hundred_percent(share, digits):
    assert FR.percent(share, digits).startswith("100") == (share == 1)


@given(st.integers(0, 10**16))
def test_a_size_is_near_the_truth(count):
    amount, unit = EN.size(count).replace(",", "").split()
    assert float(amount) * 1000 ** ["B", "kB", "MB", "GB", "TB"].index(unit) == pytest.approx(
        count, rel=0.06, abs=0.5
    )


def test_a_reason_the_system_gives_is_said_in_the_readers_language() -> None:
    sentence = "What you typed is not kept: {reason}"
    assert FR(sentence, reason="Permission denied").endswith("accès refusé")
    assert EN(sentence, reason="Permission denied").endswith("Permission denied")
    assert FR(sentence, reason=OSError("Permission denied")).endswith("accès refusé")
    assert FR(sentence, reason="what nobody foresaw").endswith("what nobody foresaw")
    assert "Permission denied" in FR("Ticket {number} opened", number="Permission denied")
