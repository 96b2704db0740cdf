"""The only place where events meet handlers: `Handler(event, use case, command of event)`."""

from yicha.kernel.outbox import Handler, wire

HANDLERS: list[Handler] = []

wire(HANDLERS)
