"""Whom a call reaches."""

from collections.abc import Collection
from datetime import datetime

from yicha.kernel.actor import Role
from yicha.kernel.notifications import Message
from yicha.orgs.queries import holders

BOTH = (Role.DEPARTMENT_CLERK, Role.DEPARTMENT_HEAD)


def told(said: Message, departments: Collection[str], at: datetime, roles: Collection[Role] = BOTH) -> list[Message]:
    """The same to everybody in these posts of the departments, once; `said` has no recipient yet."""
    names = {name for role in roles for name in holders(role, departments, at)}
    return [Message(name, said.title, said.text, said.link) for name in sorted(names)]
