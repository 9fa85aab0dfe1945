"""English, as written in Britain: 24-hour times, the day before the month."""

from __future__ import annotations

from desktop_desk.text.grammar import Grammar, Nearness, Unit

NBSP = "\u00a0"


def _clock(hours: int, minutes: int) -> str:
    return f"{hours:02}:{minutes:02}"


def _hours(hours: str, minutes: int) -> str:
    return f"{hours}{NBSP}h{NBSP}{minutes}{NBSP}min"


ENGLISH = Grammar(
    thousands=",",
    decimal=".",
    percent="%",
    bytes=("B", "kB", "MB", "GB", "TB"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    months_short=(
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ),
    first="1",
    clock=_clock,
    hours=_hours,
    day=Unit(sign="d", one="day", many="days"),
    hour=Unit(sign="h", one="hour", many="hours"),
    minute=Unit(sign="min", one="minute", many="minutes"),
    second=Unit(sign="s", one="second", many="seconds"),
    singular=lambda n: n == 1,
    and_="and",
    under_a_minute="less than a minute",
    now="just now",
    ago="{duration} ago",
    left=("{duration} left", "{duration} left"),
    left_days=("{duration} left", "{duration} left"),
    left_moment="under a minute left",
    remains="{duration} left",
    late="overdue by {duration}",
    dated="{date} at {time}",
    days={
        Nearness.TODAY: "today",
        Nearness.TOMORROW: "tomorrow, {weekday}",
        Nearness.YESTERDAY: "yesterday",
        Nearness.THIS_WEEK: "{weekday}",
        Nearness.LAST_DAYS: "{weekday}",
        Nearness.FAR: "{date}",
    },
    when={
        Nearness.TODAY: "today, {time}",
        Nearness.TOMORROW: "tomorrow, {time}",
        Nearness.YESTERDAY: "yesterday, {time}",
        Nearness.THIS_WEEK: "{weekday}, {time}",
        Nearness.LAST_DAYS: "{weekday}, {time}",
        Nearness.FAR: "{date}, {time}",
    },
    before={
        Nearness.TODAY: "before {time} today",
        Nearness.TOMORROW: "before {time} tomorrow, {weekday}",
        Nearness.YESTERDAY: "before {time} yesterday",
        Nearness.THIS_WEEK: "before {time} on {weekday}",
        Nearness.LAST_DAYS: "before {time} on {date}",
        Nearness.FAR: "before {time} on {date}",
    },
    by={
        Nearness.TODAY: "today, before {time}",
        Nearness.TOMORROW: "tomorrow, {weekday}, before {time}",
        Nearness.YESTERDAY: "yesterday, before {time}",
        Nearness.THIS_WEEK: "on {weekday}, before {time}",
        Nearness.LAST_DAYS: "last {weekday}, before {time}",
        Nearness.FAR: "on {date}, before {time}",
    },
    promised={
        Nearness.TODAY: "promised by {time}",
        Nearness.TOMORROW: "promised by tomorrow, {time}",
        Nearness.YESTERDAY: "promised by yesterday, {time}",
        Nearness.THIS_WEEK: "promised by {weekday}, {time}",
        Nearness.LAST_DAYS: "promised by last {weekday}, {time}",
        Nearness.FAR: "promised by {date}, {time}",
    },
    since={
        Nearness.TODAY: "for {duration}",
        Nearness.TOMORROW: "just now",
        Nearness.YESTERDAY: "since yesterday",
        Nearness.THIS_WEEK: "just now",
        Nearness.LAST_DAYS: "since {weekday}",
        Nearness.FAR: "since {short}",
    },
)  # fmt: skip
