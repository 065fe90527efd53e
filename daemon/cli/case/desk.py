"""What the commands share by which a person decides about a case: every one of them goes through the one policy gate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from daemon.cli.exits import CommandError, unusable
from daemon.cli.session import person, session
from daemon.desk import DeskRefused
from daemon.pipeline.work import Work
from daemon.store.cases import Case
from daemon.store.opening import Store
from daemon.store.outbox import AlreadyAnswered, NotPermitted
from daemon.store.states import ImpossibleTransition


def at_the_desk(config: Path | None, number: int, act: Callable[[Work, int, str], object]) -> None:
    """Let `act` do something with a case in the name of who is at the keyboard. Raises `CommandError` where it refuses."""
    with session(config) as (found, store):
        the_case(store, number)
        try:
            act(Work(found.settings, store), number, person())
        except (DeskRefused, AlreadyAnswered, NotPermitted, ImpossibleTransition) as refusal:
            raise CommandError(str(refusal)) from None


def the_case(store: Store, number: int) -> Case:
    """Return a case by its number. Raises `CommandError`."""
    try:
        return store.cases.get(number)
    except LookupError:
        raise unusable(f"There is no case {number}: tieout case list shows those there are.") from None
