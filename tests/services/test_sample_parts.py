"""What the sample is made of: when requests come, what people say, the days the firm is closed."""

from __future__ import annotations

from collections import Counter

import pytest

from desktop_desk.domain.folding import tokens
from desktop_desk.domain.instants import from_iso, to_datetime
from desktop_desk.services.sample import Sample
from desktop_desk.services.sample.company import calendar_of
from desktop_desk.services.sample.holidays import easter
from desktop_desk.services.sample.texts import folded
from desktop_desk.services.sample.wording import company_facts, phrases, requests, story_facts

NOW = from_iso("2026-11-24T14:37:20Z")
ME = "S-1-5-21-moi"


def test_requests_come_in_office_hours_and_more_and_more() -> None:
    sample = Sample(4000, 1, NOW, ME)
    zone = calendar_of(NOW).zone()
    opened = [
        to_datetime(plan[0].at).astimezone(zone)
        for chapter in sample.chapters
        for plan in sample.plans(chapter)
    ]
    assert opened == sorted(opened)
    days = Counter(moment.weekday() for moment in opened)
    hours = Counter(moment.hour for moment in opened)
    assert days[0] == max(days.values())
    assert days[5] + days[6] < len(opened) / 20
    assert hours[12] < hours[11] / 2
    assert hours[12] < hours[14] / 2
    years = Counter(moment.year for moment in opened)
    assert years[2026] > years[2025]
    closed = calendar_of(NOW).holidays
    assert sum(moment.date() in closed for moment in opened) < len(opened) / 100


def test_the_words_are_french_and_well_set() -> None:
    everything = [
        *(
            text
            for request in requests()[0]
            for text in (*request.title, *request.body, *request.fix, request.ask)
        ),
        *(text for lines in phrases().values() for text in lines),
        *company_facts()["departments"],
    ]
    assert len(requests()[0]) >= 150
    for text in everything:
        assert "'" not in text
        assert not any(mark in text for mark in (" ;", " :", " !", " ?", " »", "« "))
    assert {request.category for request in requests()[0]} == {
        child["name"] for group in company_facts()["category"] for child in group["children"]
    }
    titles = {title for request in requests()[0] for title in request.title}
    assert all(story["request"] in titles for story in story_facts())


@pytest.mark.parametrize(
    ("year", "day"), [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2038, "2038-04-25")]
)
def test_easter_falls_on_the_published_sundays(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_texts_are_folded_as_the_desk_folds_them() -> None:
    for text in (*phrases()["open"], "Œuf à l’état\n\n — « café » 12 h\u00a030 ½", "a\u0301bc ´ x", ""):
        assert folded("tête", text) == tokens("tête", text)
