"""Dates as tools and people write them.

ISO 8601, RFC 2822, ``24/03/2016 18:40``, ``24/Mar/16 6:40 PM``, « lundi 24 mars 2016 à 18 h 40 », a
spreadsheet's day number, seconds or milliseconds since 1970. A day comes before its month unless the
file itself proves the other order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from desktop_desk.domain.folding import fold
from desktop_desk.domain.instants import Instant, from_datetime


class Order(StrEnum):
    """Which of two numbers before a year is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


NOTHING = frozenset({
    "", "na", "n a", "null", "none", "nan", "nat", "nil", "never", "jamais", "vide", "empty", "undefined",
    "0", "0000 00 00", "0000 00 00 00 00 00", "00 00 0000", "00 01 1900", "non defini", "non renseigne",
})  # fmt: skip
"""Folded words that stand for no date."""

_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "jan janv janvier january", "feb fev fevr fevrier february", "mar mars march",
            "apr avr avril april", "may mai", "jun juin june", "jul juil juillet july",
            "aug aou aout august", "sep sept septembre september", "oct octobre october",
            "nov novembre november", "dec decembre december",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_DAYS = frozenset({
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
})  # fmt: skip
_FILLERS = frozenset({"a", "at", "le", "the", "of", "de", "du", "t"})
_NAMED_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 1, "west": 1, "cest": 2, "met": 1, "mest": 2}
_ZONE = re.compile(
    r"\s*(?:\b(?P<name>UTC|GMT|CES?T|WES?T|MES?T)\b|(?<=[\d\s])(?P<z>Z))?\s*"
    r"(?P<offset>[+-]\d{2}:?\d{2}|(?<=:\d{2})[+-]\d{2}|(?<=UTC|GMT)[+-]\d{1,2})?\s*(?:\([^)]*\))?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d/.-])(?P<h>\d{1,2})\s*(?:[:h]\s*(?P<m>\d{2})(?:\s*(?:[:.]|mn?|min)\s*(?P<s>\d{2})s?(?:[.,](?P<f>\d+))?)?"
    r"|h(?![a-z])|(?=\s*[ap]\.?m\b))\s*(?:min|mn)?\s*(?P<half>[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_ISO_TIME = re.compile(r"(?<=\d)T(?=\d)")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?", re.ASCII)
"""The commonest form, read at once."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SHEET_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_EARLIEST, _LATEST = 1980, 2200


def nothing(text: str) -> bool:
    """Whether a cell says that there is no date."""
    return fold(text) in NOTHING


def order_of(texts: Iterable[str]) -> Order:
    """The order of day and month that some dates prove; the day first when they prove nothing or both."""
    first = second = False
    for text in texts:
        numbers = re.match(r"\D*(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2,4}(?!\d)", text)
        if numbers:
            first |= int(numbers[1]) > 12
            second |= int(numbers[2]) > 12
    return Order.MONTH_FIRST if second and not first else Order.DAY_FIRST


def read_date(text: str, zone: tzinfo, order: Order = Order.DAY_FIRST) -> Instant:
    """The instant a text names; what gives no zone is local to ``zone``. Raises ``ValueError``."""
    if _ISO.fullmatch(text):
        return _checked(datetime.fromisoformat(text).replace(tzinfo=zone))
    written = " ".join(text.replace("\u200e", "").split())
    if len(written) > 100:
        raise ValueError(written[:100])
    if _NUMBER.fullmatch(written):
        return from_datetime(_from_number(written, zone))
    rest, offset = _cut_zone(written)
    rest, clock = _cut_time(_ISO_TIME.sub(" ", rest))
    moment = datetime.combine(_day(rest, order), clock, offset or zone)
    return _checked(moment)


def _checked(moment: datetime) -> Instant:
    if not _EARLIEST <= moment.year <= _LATEST:
        raise ValueError(str(moment))
    return from_datetime(moment)


def _from_number(written: str, zone: tzinfo) -> datetime:
    """A date in one number, told by its size."""
    value = float(written.replace(",", "."))
    digits = len(written)
    if written.isdigit() and digits in {8, 12, 14} and _EARLIEST <= int(written[:4]) <= _LATEST:
        form = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}[digits]
        return datetime.strptime(written, form).replace(tzinfo=zone)
    if 29_221 <= value < 110_000:  # days of a spreadsheet, from 1980 on
        seconds = round(value * 86_400)
        return (_SHEET_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=zone)
    for scale in (1, 1_000, 1_000_000):
        if 315_532_800 <= value / scale < 7_258_118_400:
            return datetime.fromtimestamp(value / scale, UTC)
    raise ValueError(written)


def _cut_zone(written: str) -> tuple[str, tzinfo | None]:
    found = _ZONE.search(written)
    if found is None or not (found["name"] or found["z"] or found["offset"]):
        return (written if found is None else written[: found.start()]), None
    rest = written[: found.start()]
    if found["offset"] and not (found["name"] or ":" in rest or "T" in rest or "h" in rest.casefold()):
        return written, None  # « 24-03-2016 » ends like an offset
    hours = _NAMED_ZONES.get((found["name"] or "utc").casefold(), 0)
    shift = timedelta(hours=hours)
    if found["offset"]:
        sign, digits = (-1 if found["offset"][0] == "-" else 1), found["offset"][1:].replace(":", "")
        shift = sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return rest, timezone(shift)


def _cut_time(written: str) -> tuple[str, time]:
    found = _TIME.search(written)
    if found is None:
        return written, time()
    hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(written)
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    micro = int((found["f"] or "0")[:6].ljust(6, "0"))
    rest = f"{written[: found.start()]} {written[found.end() :]}"
    return rest, time(hour, minute, second, micro)


def _day(written: str, order: Order) -> date:
    parts = [part for part in fold(written.replace("1er", "1")).split() if part not in _FILLERS]
    parts = [re.sub(r"^(\d+)(?:st|nd|rd|th)$", r"\1", part) for part in parts]
    numbers = [part for part in parts if part.isascii() and part.isdigit()]
    words = [part for part in parts if part not in numbers]
    months = [word for word in words if word in _MONTHS]
    strangers = [word for word in words if word not in _MONTHS and word not in _DAYS]
    if len(months) > 1:
        months = [month for month in months if month not in _DAYS] or months[-1:]
    if strangers or len(numbers) + len(months) != 3 or len(numbers) < 2:
        raise ValueError(written)
    if months:
        first, second = numbers
        year, day = (first, second) if len(first) == 4 else (second, first)
        return date(_year(year), _MONTHS[months[0]], int(day))
    first, second, third = numbers
    if len(first) == 4:
        return date(int(first), int(second), int(third))
    day, month = (second, first) if order is Order.MONTH_FIRST else (first, second)
    return date(_year(third), int(month), int(day))


def _year(digits: str) -> int:
    value = int(digits)
    if len(digits) == 4:
        return value
    if len(digits) != 2:
        raise ValueError(digits)
    return value + (2000 if value < 70 else 1900)
