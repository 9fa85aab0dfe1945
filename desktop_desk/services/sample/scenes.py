"""What may happen in the lives of today: each scene is a few deeds, spread over the ticket's age."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_desk.domain.instants import SECOND, Instant
from desktop_desk.domain.operations import TicketField
from desktop_desk.domain.ticket import Outcome, Priority, Status, WaitingFor
from desktop_desk.services.sample.company import Member
from desktop_desk.services.sample.life import Life, Study

_JUST_NOW = 45 * SECOND


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays; ``agent`` and ``part`` are those of the story where its scene leaves them open."""

    study: Study
    begun: Instant
    me: Member
    provider: Member
    agent: Member
    part: float
    kevin: Member
    laetitia: Member
    jean_marc: Member
    steeve: Member

    def at(self, life: Life, part: float) -> None:
        """Go to a part of the time between the opening (0) and now (1), in opening hours."""
        age = self.study.between(self.begun, self.study.now)
        moment = self.study.after(self.begun, max(1, age * part))
        life.at = max(life.at, min(moment, Instant(self.study.now - _JUST_NOW)))

    def says(self, name: str, place: int = 0) -> str:
        """One of the phrases."""
        return self.study.phrases[name][place]


def _untouched(_life: Life, _cast: Cast) -> None:
    """Nobody has it yet."""


def _taken(life: Life, cast: Cast) -> None:
    cast.at(life, 0.3)
    life.take(cast.agent)


def _mine_at_work(life: Life, cast: Cast) -> None:
    cast.at(life, 0.15)
    life.take(cast.me)
    cast.at(life, 0.5)
    life.note(cast.me, life.request.note or cast.says("note", 1))
    life.concern(cast.me)


def _mine_answered(life: Life, cast: Cast) -> None:
    cast.at(life, 0.2)
    life.write(cast.me, cast.says("taken", 4))


def _mine_waiting(life: Life, cast: Cast) -> None:
    cast.at(life, 0.25)
    life.write(cast.me, life.request.ask or cast.says("ask", 1))
    life.wait(cast.me, WaitingFor.INFORMATION)


def _late_then_waiting(life: Life, cast: Cast) -> None:
    """The promise ran out, then a question was asked: late, and standing still."""
    cast.at(life, 0.1)
    life.take(cast.me)
    cast.at(life, 0.9)
    life.write(cast.me, cast.says("ask", 2))
    life.wait(cast.me, WaitingFor.INFORMATION)


def _to_validate(life: Life, cast: Cast) -> None:
    cast.at(life, 0.2)
    life.write(cast.laetitia, cast.says("validation", 1))
    life.wait(cast.laetitia, WaitingFor.VALIDATION)


def _at_provider(life: Life, cast: Cast) -> None:
    cast.at(life, 0.1)
    life.take(cast.kevin)
    life.note(cast.kevin, cast.says("provider_note", 2))
    life.give(cast.kevin, cast.provider)
    life.wait(cast.provider, WaitingFor.PROVIDER)


def _solved(life: Life, cast: Cast) -> None:
    cast.at(life, 0.2)
    life.take(cast.agent)
    cast.at(life, cast.part)
    life.write(cast.agent, life.request.fix[0], resolve=True)


def _confirmed(life: Life, cast: Cast) -> None:
    """Solved, and the requester says that all is well."""
    cast.at(life, 0.15)
    life.take(cast.me)
    cast.at(life, 0.4)
    life.write(cast.me, f"{life.request.fix[0]} {cast.says('check')}")
    life.wait(cast.me, WaitingFor.VALIDATION)
    cast.at(life, 0.7)
    life.answer(cast.says("thanks", 1), cast.me)
    cast.at(life, 0.75)
    life.write(cast.me, cast.says("closing", 1), resolve=True)
    cast.at(life, 0.9)
    life.close_by_requester()


def _reopened(life: Life, cast: Cast) -> None:
    cast.at(life, 0.1)
    life.take(cast.me)
    cast.at(life, 0.3)
    life.write(cast.me, life.request.fix[0], resolve=True)
    cast.at(life, 0.85)
    life.answer(cast.says("again", 1), cast.me)


def _telephone(life: Life, cast: Cast) -> None:
    cast.at(life, 0.3)
    life.take(cast.me)
    life.call(cast.me)
    cast.at(life, 0.8)
    life.note(cast.me, life.request.fix[0])
    life.change(cast.me.author, (TicketField.STATUS, Status.RESOLVED.value))


def _raised(life: Life, cast: Cast) -> None:
    """More urgent than it seemed, after the first answer."""
    cast.at(life, 0.2)
    life.write(cast.jean_marc, cast.says("taken", 1))
    cast.at(life, 0.7)
    life.note(cast.jean_marc, cast.says("raised"))
    life.prioritise(cast.jean_marc, Priority.HIGH)
    cast.at(life, 0.8)
    life.note(cast.jean_marc, cast.says("handover", 2))
    life.give(cast.jean_marc, cast.me)


def _long_talk(life: Life, cast: Cast) -> None:
    """Twenty messages: what an editor has to show on a bad day."""
    life.concern(cast.me)
    cast.at(life, 0.04)
    life.take(cast.me)
    life.write(cast.me, cast.says("taken"))
    for turn in range(4):
        cast.at(life, 0.10 + 0.18 * turn)
        life.write(cast.me, cast.says("ask", turn))
        cast.at(life, 0.15 + 0.18 * turn)
        life.answer(cast.says("answer", turn), cast.me)
        cast.at(life, 0.19 + 0.18 * turn)
        life.note(cast.steeve if turn % 2 else cast.me, cast.says("note", turn))
        cast.at(life, 0.23 + 0.18 * turn)
        life.call(cast.me)
    life.label(cast.me, "à surveiller")
    cast.at(life, 0.88)
    life.write(cast.me, f"{life.request.fix[0]} {cast.says('check')}")
    cast.at(life, 0.95)
    life.answer(cast.says("again"), cast.me)


def _cancelled(life: Life, cast: Cast) -> None:
    cast.at(life, 0.3)
    life.answer(cast.says("cancelled"))
    cast.at(life, 0.9)
    life.end(cast.laetitia, Outcome.CANCELLED)


def _without_news(life: Life, cast: Cast) -> None:
    cast.at(life, 0.05)
    life.write(cast.laetitia, cast.says("ask"))
    life.wait(cast.laetitia, WaitingFor.INFORMATION)
    cast.at(life, 0.5)
    life.write(cast.laetitia, cast.says("reminder"))
    cast.at(life, 0.9)
    life.write(cast.laetitia, cast.says("no_answer"))
    life.end(cast.laetitia, Outcome.NO_ANSWER)


def _spam(life: Life, cast: Cast) -> None:
    cast.at(life, 0.5)
    life.end(cast.steeve, Outcome.SPAM)


SCENES: dict[str, Callable[[Life, Cast], None]] = {
    "untouched": _untouched,
    "taken": _taken,
    "mine_at_work": _mine_at_work,
    "mine_answered": _mine_answered,
    "mine_waiting": _mine_waiting,
    "late_then_waiting": _late_then_waiting,
    "to_validate": _to_validate,
    "at_provider": _at_provider,
    "solved": _solved,
    "confirmed": _confirmed,
    "reopened": _reopened,
    "telephone": _telephone,
    "raised": _raised,
    "long_talk": _long_talk,
    "ended_cancelled": _cancelled,
    "ended_no_answer": _without_news,
    "spam": _spam,
}
