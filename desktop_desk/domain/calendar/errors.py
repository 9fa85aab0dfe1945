"""What may be wrong with a calendar, in words."""

from __future__ import annotations

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_, Words, capital


class CalendarError(DeskError):
    """A calendar that cannot be counted with."""

    sentence = N_("These opening hours cannot be used.")

    def say(self, words: Words) -> str:
        """The sentence in the reader's language; a ``day`` is a catalogue key or an ISO date."""
        values = dict(self.values)
        if "day" in values:
            values["day"] = capital(words(str(values["day"])))
        return words(type(self).sentence, **values)


class UnknownZone(CalendarError):
    """``zone`` is no IANA time zone."""

    sentence = N_("“{zone}” is not a time zone. Choose one such as Europe/Paris.")


class BadCalendar(CalendarError):
    """``field`` has another form than a calendar's."""

    sentence = N_("The calendar’s “{field}” cannot be read.")


class BadHours(CalendarError):
    """``text`` on ``day`` is no pair of times of day."""

    sentence = N_("{day}: “{text}” is not a range of hours. Write it as 08:00 to 12:00.")


class BadDate(CalendarError):
    """``text`` is no date."""

    sentence = N_("“{text}” is not a date. Write it as 2026-12-25.")


class OverlappingHours(CalendarError):
    """Two ranges of ``day`` share time."""

    sentence = N_("{day}: the hours {first} and {second} overlap.")


class NeverOpen(CalendarError):
    """No time would ever be counted."""

    sentence = N_("This calendar never opens, so no deadline can be counted. Give it some opening hours.")


class BeyondReach(CalendarError):
    """An instant outside the years 1800 to 9000."""

    sentence = N_("This date is too far away to be counted.")
