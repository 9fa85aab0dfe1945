"""« Pourquoi cette échéance ? » in words."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from operator import itemgetter

from desktop_desk.domain.calendar import DAY_S, ClockKind
from desktop_desk.domain.instants import Instant, from_datetime, from_seconds, to_datetime
from desktop_desk.domain.sla.explanation import Counted, Explanation
from desktop_desk.domain.sla.policy import Metric
from desktop_desk.domain.sla.state import SOLVED, ClockState, Stop
from desktop_desk.text import Words, capital
from desktop_desk.text.figures import Style


def explanation_text(explanation: Explanation, words: Words, tz: tzinfo) -> list[str]:
    """The explanation line by line: the promise, what came in order of time, the deadline.

    Instants are in the reader's zone ``tz``.
    """
    state = explanation.state
    if state.clock is None:
        return [words("No time is promised for this ticket.")]
    events = [(part.start, _counted(part, explanation, words, tz)) for part in explanation.counted]
    events += [(from_seconds(stop.begin), _stop(stop, explanation, words, tz)) for stop in state.stops]
    events += [
        (from_datetime(datetime.combine(day, time(), tz)), _holiday(day, name, explanation, words, tz))
        for day, name in explanation.holidays
    ]
    lines = [_promise(state, words), _calendar(explanation, words)]
    lines += [line for _, line in sorted(events, key=itemgetter(0))]
    if explanation.early_s > 0:
        early = words.duration(explanation.early_s)
        lines.append(words("Brought back to the closing time: {duration} earlier.", duration=early))
    return [*lines, *_end(explanation, words, tz)]


def promise_text(seconds: int, clock: ClockKind, words: Words) -> str:
    """A target in words: « 4 h d’ouverture », « 3 jours ouvrés », « 24 h, jour et nuit »."""
    if clock is ClockKind.WORKING_DAYS:
        days, rest = divmod(seconds, DAY_S)
        if not rest:
            return words.plural("{n} working day", "{n} working days", days)
        return words("{duration} on working days", duration=words.duration(seconds))
    if clock is ClockKind.OPENING_HOURS:
        style: Style = "figure" if seconds >= DAY_S else "short"
        return words("{duration} of opening hours", duration=words.duration(seconds, style))
    return words("{duration}, day and night", duration=words.duration(seconds))


def _promise(state: ClockState, words: Words) -> str:
    assert state.clock is not None
    promise = promise_text(state.counted_s, state.clock, words)
    if state.metric is Metric.FIRST_RESPONSE:
        return words("First response promised in {promise}.", promise=promise)
    return words("Resolution promised in {promise}.", promise=promise)


def _calendar(explanation: Explanation, words: Words) -> str:
    if explanation.state.clock is ClockKind.AROUND_THE_CLOCK:
        return words("Every hour counts, day and night.")
    if explanation.calendar_name:
        return words("Calendar: {name} ({zone}).", name=explanation.calendar_name, zone=explanation.tz)
    return words("Calendar: {zone}.", zone=explanation.tz)


def _counted(part: Counted, explanation: Explanation, words: Words, tz: tzinfo) -> str:
    when = _when(part.start, part.end, explanation, words, tz)
    return words("{when}: {what}", when=when, what=words.duration(part.seconds))


def _stop(stop: Stop, explanation: Explanation, words: Words, tz: tzinfo) -> str:
    if stop.reason == SOLVED:
        what = words("not counted, the ticket was resolved")
    else:
        what = words("not counted, waiting {reason}", reason=words.waiting(stop.reason))
    begin = from_seconds(stop.begin)
    if stop.end is None:
        when = words("Since {start}", start=words.dated(begin, tz, explanation.as_of))
    else:
        when = _when(begin, from_seconds(stop.end), explanation, words, tz)
    return words("{when}: {what}", when=when, what=what)


def _when(start: Instant, end: Instant, explanation: Explanation, words: Words, tz: tzinfo) -> str:
    """« Jeudi 21 mai, 16 h – 17 h »; from one date to another, both are said."""
    first, last = (to_datetime(instant).astimezone(tz) for instant in (start, end))
    if (last.date() - first.date()).days == 1 and last.hour == last.minute == 0:
        until = words.hour(24)
    elif last.date() == first.date():
        until = words.clock_time(end, tz)
    else:
        return words(
            "From {start} to {end}",
            start=words.dated(start, tz, explanation.as_of),
            end=words.dated(end, tz, explanation.as_of),
        )
    day = words.date_long(first.date(), _today(explanation, tz))
    return words("{day}, {start} – {end}", day=capital(day), start=words.clock_time(start, tz), end=until)


def _today(explanation: Explanation, tz: tzinfo) -> date:
    return to_datetime(explanation.as_of).astimezone(tz).date()


def _holiday(day: date, name: str, explanation: Explanation, words: Words, tz: tzinfo) -> str:
    said = capital(words.date_long(day, _today(explanation, tz)))
    if name:
        return words("{when}: {what}", when=said, what=words("closed, {holiday}", holiday=name))
    return words("{when}: {what}", when=said, what=words("closed, public holiday"))


def _end(explanation: Explanation, words: Words, tz: tzinfo) -> list[str]:
    state, now = explanation.state, explanation.as_of
    lines = []
    if state.due_at is not None:
        lines.append(words("Due {instant}.", instant=words.dated(state.due_at, tz, now)))
    elif state.remaining_s is not None and state.remaining_s >= 0:
        left = words.duration(state.remaining_s)
        lines.append(words("Paused: {duration} left, the deadline comes when the wait ends.", duration=left))
    elif state.breached_at is not None:
        lines.append(words("It was due {instant}.", instant=words.dated(state.breached_at, tz, now)))
    if state.met_at is not None:
        met = words.dated(state.met_at, tz, now)
        kept = words("Kept: done {instant}.", instant=met)
        lines.append(words("Missed: done {instant}.", instant=met) if state.breached else kept)
    elif state.breached and state.due_at is not None:
        lines.append(words("The deadline was missed."))
    return lines
