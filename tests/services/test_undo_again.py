"""Undone, done again, undone again, as often as one likes: what stands is what the last gesture says."""

from __future__ import annotations

from pathlib import Path

from desktop_desk.domain.operations import TakeCharge, Undo
from tests.support.desks import desk, file_of
from tests.support.soundness import clock_faults, projection


def test_a_gesture_goes_back_and_forth(tmp_path: Path) -> None:
    with desk(tmp_path) as staffed:
        ticket = staffed.ask()
        path = file_of(staffed.opened)
        without = projection(path)
        staffed.clock.forward(61)
        gesture = TakeCharge(ticket=ticket)
        staffed.do(gesture)
        done = projection(path)
        last = gesture.uid
        for turn in range(6):
            staffed.clock.forward(44)
            back = Undo(undoes=last)
            assert staffed.do(back).conflicts == ()
            assert projection(path) == (without if turn % 2 == 0 else done)
            assert clock_faults(staffed.opened.store, staffed.clock.now) == []
            last = back.uid
