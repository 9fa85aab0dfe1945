"""The desk as it stands today: a handful of lives that together show every status and every promise."""

from __future__ import annotations

from typing import Any

from desktop_desk.domain.instants import SECOND, Instant, from_seconds, to_seconds
from desktop_desk.domain.sla import Metric
from desktop_desk.domain.ticket import Channel, Priority
from desktop_desk.services.sample.life import Life, Study
from desktop_desk.services.sample.plan import Plan
from desktop_desk.services.sample.scenes import SCENES, Cast
from desktop_desk.services.sample.wording import requests, story_facts

_HOUR_S = 3600
_STEP_S = 240
_FARTHEST_S = 60 * _HOUR_S
_YOUNGEST_S = 240


def stories(study: Study) -> list[Plan]:
    """The lives of today, in the order they began."""
    plans = [_told(study, story, place) for place, story in enumerate(story_facts())]
    return sorted(plans, key=_begins)


def _told(study: Study, story: dict[str, Any], place: int) -> Plan:
    company = study.company
    request = next(one for one in requests()[0] if story["request"] in one.title)
    channel = Channel(story.get("channel", Channel.DIALOG))
    often = company.topics[request.category].asked_by
    requester = often[(place * 17 + 5) % len(often)]
    if channel is Channel.MONITORING:
        requester = company.monitoring
    elif story["scene"] == "spam":
        requester = company.stranger
    begun = _begun(study, story, place)
    life = Life(study, request, requester, begun)
    life.open(channel, Priority.of(story["priority"]), company.manager, files=story.get("file", False))
    names = ("kevin", "laetitia", "jean_marc", "steeve")
    agents = dict(zip(names, company.agents, strict=True))
    cast = Cast(
        study=study,
        begun=begun,
        me=company.manager,
        provider=company.provider,
        agent=agents.get(story.get("agent", ""), company.agents[0]),
        part=story.get("part", 0.0),
        **agents,
    )
    SCENES[story["scene"]](life, cast)
    return life.plan()


def _begun(study: Study, story: dict[str, Any], place: int) -> Instant:
    """When the request came, so that its promise stands now as the story says."""
    now_s, jitter = to_seconds(study.now), study.rng.randrange(1, SECOND)
    counter = study.hours.counter(study.opening)
    latest = counter.position(now_s - _YOUNGEST_S - 9 * place)
    if "age_h" in story:
        return Instant(from_seconds(counter.instant(latest - int(story["age_h"] * _HOUR_S))) + jitter)
    target = study.policy.target(Metric(story["promise"]), Priority.of(story["priority"]))
    assert target is not None, "the default promises name every priority"
    for back in range(0, _FARTHEST_S, _STEP_S):
        start = counter.instant(latest - back)
        low, high = (
            study.hours.deadline(start, int(target.duration_s * part), target.clock) for part in story["used"]
        )
        if low is not None and high is not None and low <= now_s < high:
            return Instant(from_seconds(start) + jitter)
    return Instant(from_seconds(counter.instant(latest - _HOUR_S)) + jitter)


def _begins(plan: Plan) -> Instant:
    return plan[0].at
