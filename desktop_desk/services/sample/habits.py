"""How requests usually go: who treats them, how soon, by which turns, and how they end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import accumulate
from math import log

from desktop_desk.domain.instants import DAY, Instant
from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.ticket import Channel, Outcome, Priority, Status, WaitingFor
from desktop_desk.services.sample.arrivals import DAYS
from desktop_desk.services.sample.company import Member
from desktop_desk.services.sample.life import Life, Study, pick

_FIRST_MIN = {Priority.CRITICAL: 4, Priority.HIGH: 10, Priority.NORMAL: 20, Priority.LOW: 45}
"""Median minutes of opening hours until somebody takes it up."""
_SPREAD = {Priority.CRITICAL: 0.8, Priority.HIGH: 0.9, Priority.NORMAL: 1.0, Priority.LOW: 1.2}
_PACE = {Priority.CRITICAL: 0.5, Priority.HIGH: 0.75, Priority.NORMAL: 1.0, Priority.LOW: 1.5}
_HANDS_ON = 0.15
"""The part of a topic's usual time that goes by before the answer when nothing else intervenes."""
_STUCK, _OFTEN_STUCK = 30, 0.12
"""How much longer it takes when a part is missing or nobody knows, and how often that is so."""
_SLOW_AT_FIRST = 1.25
"""How much longer everything took on the first day than it does now."""

_CHANNELS = (Channel.DIALOG, Channel.MAIL, Channel.PHONE, Channel.AGENT, Channel.CHAT)
_BY_CHANNEL = (56, 78, 92, 97, 100)  # running total, of a hundred
_REMEMBERED = 40
_USUALLY = 0.92
"""How often a request comes from a department its topic belongs to."""


class Habits:
    """Writes lives one after the other; each is what usually happens, with its share of mishaps."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._rng = study.rng
        self._recent: deque[Life] = deque(maxlen=_REMEMBERED)
        self._courses: tuple[Callable[[Life, Member], None], ...] = (
            _answer_at_once,
            _work_then_answer,
            _ask_first,
            _let_check,
            _by_telephone,
            _by_provider,
            _hand_over,
            _reconsider,
            self._other_end,
        )
        self._shares = tuple(accumulate((60, 14, 7, 5, 3, 0, 3, 3, 5)))

    def life(self, at: Instant) -> Life:
        """The life of a request that comes at an instant, as far as it would go."""
        study, rng = self._study, self._rng
        request = pick(study)
        channel = request.channel or rng.choices(_CHANNELS, cum_weights=_BY_CHANNEL)[0]
        monitoring = channel is Channel.MONITORING
        often = study.company.topics[request.category].asked_by
        usual = often if rng.random() < _USUALLY else study.company.employees
        requester = study.company.monitoring if monitoring else rng.choice(usual)
        life = Life(study, request, requester, at)
        agent = self._agent(life)
        priority = self._priority(request.priority)
        life.open(channel, priority, agent, files=rng.random() < 0.6)
        life.slow = self._slowness(at) * _PACE[priority] * (_STUCK if rng.random() < _OFTEN_STUCK else 1)
        life.later(rng.lognormvariate(log(_FIRST_MIN[priority] * self._slowness(at)), _SPREAD[priority]))
        self._go(life, agent, channel)
        self._recent.append(life)
        return life

    def _go(self, life: Life, agent: Member, channel: Channel) -> None:
        rng = self._rng
        if life.thing is not None and rng.random() < 0.16:
            life.concern(agent)
        if life.request.validate and rng.random() < 0.5:
            _ask_leave(life, agent)
        elif rng.random() < life.topic.provider:
            _by_provider(life, agent)
        elif channel is Channel.PHONE and rng.random() < 0.5:
            _by_telephone(life, agent)
        else:
            rng.choices(self._courses, cum_weights=self._shares)[0](life, agent)
        if rng.random() < 0.05:
            life.label(agent, rng.choice(self._study.phrases["tags"]))

    def _agent(self, life: Life) -> Member:
        company, rng = self._study.company, self._rng
        die = rng.random()
        if die < 0.58:
            return company.agents[life.topic.agent]
        return company.manager if die < 0.72 else rng.choice(company.agents)

    def _priority(self, usual: Priority) -> Priority:
        die = self._rng.random()
        if die < 0.06:
            return Priority(max(1, usual - 1)) if usual > Priority.HIGH else usual
        return Priority(min(4, usual + 1)) if die > 0.88 else usual

    def _slowness(self, at: Instant) -> float:
        left = (self._study.now - at) / (DAYS * DAY)
        return 1 + (_SLOW_AT_FIRST - 1) * left

    def _other_end(self, life: Life, agent: Member) -> None:
        """An end that is not a solution."""
        said, rng, die = self._study.phrases, self._rng, self._rng.random()
        if die < 0.3 and self._repeats(life, agent):
            return
        if die < 0.65:
            life.answer(rng.choice(said["cancelled"]))
            life.later(rng.uniform(5, 90))
            life.end(agent, Outcome.CANCELLED)
        elif die < 0.92:
            life.write(agent, life.request.ask or rng.choice(said["ask"]))
            life.wait(agent, WaitingFor.INFORMATION)
            life.later(3 * 480)
            life.write(agent, rng.choice(said["reminder"]))
            life.later(4 * 480)
            life.write(agent, rng.choice(said["no_answer"]))
            life.end(agent, Outcome.NO_ANSWER)
        else:
            life.end(agent, Outcome.SPAM)

    def _repeats(self, life: Life, agent: Member) -> bool:
        """Join a ticket to a recent one about the same matter, if there is one."""
        for other in reversed(self._recent):
            if other.topic is life.topic:
                life.write(agent, self._study.phrases["duplicate"][0])
                life.repeat(agent, other)
                life.end(agent, Outcome.DUPLICATE)
                return True
        return False


def _work(life: Life, share: float = 1.0) -> None:
    minutes = life.topic.work_min * life.slow * share * _HANDS_ON
    life.later(life.study.rng.lognormvariate(log(minutes), 0.85))


def _solve(life: Life, agent: Member, text: str | None = None) -> None:
    """The answer that resolves, and what follows it."""
    rng = life.study.rng
    life.write(agent, text or rng.choice(life.request.fix), resolve=True)
    _afterwards(life, agent, reopens=rng.random() < 0.035)


def _afterwards(life: Life, agent: Member, *, reopens: bool) -> None:
    said, rng = life.study.phrases, life.study.rng
    resolved_at = life.last
    if reopens:
        life.later(rng.uniform(45, 4 * 480))
        life.answer(rng.choice(said["again"]))
        _work(life, 0.8)
        life.write(agent, rng.choice(said["again_fix"]), resolve=True)
        resolved_at = life.last
    if rng.random() < 0.1:
        life.later(rng.lognormvariate(log(25), 1.0))
        life.answer(rng.choice(said["thanks_after"]), agent)
    if rng.random() < 0.22:
        life.later(rng.uniform(20, 3 * 480))
        life.close_by_requester()
    else:
        life.close_by_itself(resolved_at)


def _answer_at_once(life: Life, agent: Member) -> None:
    _work(life, 0.6)
    _solve(life, agent)


def _work_then_answer(life: Life, agent: Member) -> None:
    rng, said = life.study.rng, life.study.phrases
    life.take(agent)
    if rng.random() < 0.3:
        life.later(rng.uniform(1, 12))
        life.write(agent, rng.choice(said["taken"]))
    if life.request.note or rng.random() < 0.2:
        _work(life, 0.3)
        life.note(agent, life.request.note or rng.choice(said["note"]))
    _work(life)
    _solve(life, agent)


def _ask_first(life: Life, agent: Member) -> None:
    rng, said = life.study.rng, life.study.phrases
    life.write(agent, life.request.ask or rng.choice(said["ask"]))
    life.wait(agent, WaitingFor.INFORMATION)
    life.later(rng.lognormvariate(log(45), 1.2))
    life.answer(life.request.answer or rng.choice(said["answer"]), agent)
    _work(life)
    _solve(life, agent)


def _let_check(life: Life, agent: Member) -> None:
    """Done, and left to the requester to confirm: a thank-you, then the end."""
    rng, said = life.study.rng, life.study.phrases
    life.take(agent)
    _work(life)
    life.write(agent, f"{rng.choice(life.request.fix)} {rng.choice(said['check'])}")
    life.wait(agent, WaitingFor.VALIDATION)
    life.later(rng.lognormvariate(log(50), 1.0))
    life.answer(rng.choice(said["thanks"]), agent)
    life.later(rng.uniform(2, 60))
    _solve(life, agent, rng.choice(said["closing"]))


def _by_telephone(life: Life, agent: Member) -> None:
    rng = life.study.rng
    life.take(agent)
    _work(life, 0.5)
    life.call(agent)
    life.later(rng.uniform(1, 30))
    life.note(agent, rng.choice(life.request.fix))
    life.change(agent.author, (TicketField.STATUS, Status.RESOLVED.value))
    _afterwards(life, agent, reopens=False)


def _by_provider(life: Life, agent: Member) -> None:
    rng, said = life.study.rng, life.study.phrases
    provider = life.study.company.provider
    life.take(agent)
    life.later(rng.uniform(5, 40))
    life.note(agent, rng.choice(said["provider_note"]))
    life.wait(agent, WaitingFor.PROVIDER)
    _work(life, 1.2)
    if rng.random() < 0.5:
        life.give(agent, provider)
        life.later(rng.uniform(20, 200))
        life.note(provider, rng.choice(said["provider_said"]))
        life.give(agent, agent)
    else:
        life.note(agent, rng.choice(said["provider_said"]))
    life.later(rng.uniform(4, 60))
    life.resume(agent)
    life.later(rng.uniform(2, 30))
    _solve(life, agent)


def _ask_leave(life: Life, agent: Member) -> None:
    rng, said = life.study.rng, life.study.phrases
    life.write(agent, rng.choice(said["validation"]))
    life.wait(agent, WaitingFor.VALIDATION)
    life.later(rng.lognormvariate(log(110), 0.9))
    life.answer(rng.choice(said["validated"]))
    _work(life)
    _solve(life, agent)


def _hand_over(life: Life, agent: Member) -> None:
    rng, said, company = life.study.rng, life.study.phrases, life.study.company
    life.take(agent)
    _work(life, 0.4)
    other = rng.choice([one for one in (company.manager, *company.agents) if one is not agent])
    life.note(agent, rng.choice(said["handover"]))
    life.give(agent, other)
    _work(life)
    _solve(life, other)


def _reconsider(life: Life, agent: Member) -> None:
    rng, said = life.study.rng, life.study.phrases
    life.take(agent)
    life.later(rng.uniform(3, 90))
    usual = life.request.priority
    if usual > Priority.CRITICAL and rng.random() < 0.6:
        life.note(agent, said["raised"][0])
        life.prioritise(agent, Priority(max(2, usual - 1)))
    elif usual < Priority.LOW:
        life.note(agent, said["lowered"][0])
        life.prioritise(agent, Priority(usual + 1))
    _work(life)
    _solve(life, agent)
