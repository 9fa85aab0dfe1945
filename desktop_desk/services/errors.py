"""What the desk refuses or cannot find, each with its own sentence."""

from __future__ import annotations

from desktop_desk.domain.errors import DeskError
from desktop_desk.text import N_


class Unknown(DeskError):
    """Something named that is not in the desk."""


class UnknownTicket(Unknown):
    """No such ticket."""

    sentence = N_("There is no ticket {name}.")


class UnknownPerson(Unknown):
    """No such person."""

    sentence = N_("Nobody is known as “{name}”.")


class NobodyNamed(UnknownPerson):
    """A person without a name."""

    sentence = N_("Say who it is: a name, an e-mail address or a telephone number. Nothing was recorded.")


class UnknownCategory(Unknown):
    """No such category."""

    sentence = N_("There is no category “{name}”.")


class UnknownAsset(Unknown):
    """No such asset."""

    sentence = N_("There is no asset “{name}”.")


class UnknownOperation(Unknown):
    """Nothing to undo under this identity."""

    sentence = N_("There is nothing to undo: this change is not in the desk.")


class NothingToUndo(DeskError):
    """Everything the operation changed has been changed again since."""

    sentence = N_("This change cannot be undone: everything it touched was changed again since.")


class TakenInAsHistory(DeskError):
    """An archived ticket has no promise and stands in no active view: it does not live again unseen."""

    sentence = N_(
        "Ticket {number} was taken in as history: it can be read, it does not live again. Nothing was "
        "changed; open it to start a follow-up."
    )


class BadValue(DeskError):
    """A field cannot take this value."""

    sentence = N_("“{value}” cannot be the {field} of a ticket. Nothing was changed.")


class FileNotWhole(DeskError):
    """An attachment whose bytes are missing, or not those it was announced with."""

    sentence = N_("“{name}” did not arrive whole. Nothing was recorded; attach it again.")


class FutureDate(DeskError):
    """A request that would have come in the future."""

    sentence = N_("A request cannot have come in the future ({at}). Nothing was recorded; check the date.")


class EditConflict(DeskError):
    """Somebody changed the same thing meanwhile; both values are shown and nothing is lost."""

    sentence = N_(
        "Meanwhile somebody changed “{field}” of this ticket: it is now “{theirs}”. Yours (“{yours}”) is "
        "kept, not applied; look at the ticket and decide."
    )


class NewMessageMeanwhile(EditConflict):
    """A message arrived while one was being written."""

    sentence = N_("A new message arrived while you were writing. Your text is kept; read it, then send.")


class ForeignAddress(DeskError):
    """An address that already belongs to somebody else."""

    sentence = N_("“{address}” already belongs to {owner}. Nothing was changed.")


class MergedAway(DeskError):
    """Somebody who turned out to be somebody else's double."""

    sentence = N_("{name} was merged into {kept}. Nothing was changed; choose {kept} instead.")


class SamePerson(DeskError):
    """Merging somebody with themselves."""

    sentence = N_("This is {name} already. Nothing was changed; choose somebody else to merge with.")


class LastManager(DeskError):
    """Nobody would manage the desk any more."""

    sentence = N_(
        "{name} is the only manager of this desk, and {kept} is none. Nothing was changed; give {kept} the "
        "role of manager first."
    )


class BackBeforeAway(DeskError):
    """An absence that ends before it begins, or has no beginning."""

    sentence = N_(
        "{name} cannot be back before being away. Nothing was changed; check the first and the last day."
    )


class OwnSubstitute(DeskError):
    """Somebody who would stand in for themselves."""

    sentence = N_("{name} cannot stand in for themselves. Nothing was changed; choose somebody else.")


class NobodyIsMe(DeskError):
    """An act that needs somebody, while the desk does not know who sits here."""

    sentence = N_("Desktop Desk does not know yet who you are. Say it in Settings, then try again.")
