from datetime import datetime

from yicha.field.models import PinnedForm
from yicha.field.types import FieldPermission, FormsPinned, PinForms
from yicha.kernel.actor import Actor
from yicha.kernel.use_case import use_case


@use_case(may=FieldPermission.WORK, clause="YX-2.4 R-ITEM-2")
def pin_forms(actor: Actor, command: PinForms, at: datetime, /) -> FormsPinned:
    """A form that is given to a phone is remembered, so that what was answered under it can be judged after it has changed."""
    rows = (PinnedForm(name=name, hashes=dict(hashes)) for name, hashes in command.forms.items())
    PinnedForm.objects.bulk_create(rows, ignore_conflicts=True)
    return FormsPinned(tuple(command.forms))
