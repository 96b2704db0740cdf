from yicha.kernel.actor import Actor
from yicha.kernel.refusals import NotPermitted


def demand(actor: Actor, permission: str) -> None:
    if not actor.may(permission):
        raise NotPermitted(f"{actor.name}没有权限查看")
