"""The register of monitoring devices, in the actor's jurisdiction."""

from datetime import date

from yicha.inspections import models
from yicha.inspections.rules.devices import lacking
from yicha.inspections.types import DeviceRow, DeviceStep
from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import read, within


def devices(actor: Actor, on: date, *, announced: bool = False) -> list[DeviceRow]:
    """`announced`: only those in use whose place was made public."""
    found = within(actor, models.Device.objects.order_by("department", "number"))
    if announced:
        found = found.filter(notice_on__lte=on, retired_on=None)
    return [device_row(row, on) for row in found]


def device(actor: Actor, pk: int, on: date) -> DeviceRow:
    return device_row(read(actor, models.Device.objects.all(), clause="LYG-5.5", pk=pk), on)


def device_row(row: models.Device, on: date) -> DeviceRow:
    """As it stands on that day."""
    steps = (
        (DeviceStep.LEGAL, row.legal_on, row.legal_paper),
        (DeviceStep.TECHNICAL, row.technical_on, row.technical_paper),
        (DeviceStep.NOTICE, row.notice_on, row.notice_paper),
    )
    lacks = lacking(((step, done) for step, done, _paper in steps), row.retired_on, on)
    return DeviceRow(row.pk, row.department, row.number, row.name, row.place, steps, row.retired_on, lacks)
