"""原注册号 that come with a workbook: kept as further numbers of their subjects, and taken back with the import."""

from collections.abc import Collection, Mapping

from django.db.backends.postgresql.psycopg_any import DateRange

from yicha.engines.quality import registration_check_holds
from yicha.subjects.actions._words import refresh_words
from yicha.subjects.models import Identifier
from yicha.subjects.types import Scheme

SOURCE, AS_WRITTEN = "名录导入", "名录文件如此"


def keep_old_numbers(numbers: Mapping[str, str], department: str, brought_by: str) -> None:
    """A number that is somebody's already stays his: the preview has said so."""
    if not numbers:
        return
    said = {"scheme": Scheme.REGISTRATION, "source": SOURCE, "department": department, "brought_by": brought_by}
    made = [
        Identifier(
            subject_id=sid, code=code, valid=DateRange(None, None), waived="" if registration_check_holds(code) else AS_WRITTEN, **said
        )
        for sid, code in numbers.items()
    ]
    Identifier.objects.bulk_create(made, ignore_conflicts=True)
    refresh_words(list(numbers))


def take_back_numbers(sids: Collection[str], brought_by: str) -> None:
    brought = Identifier.objects.filter(subject__sid__one_of=sids, brought_by=brought_by) if brought_by else Identifier.objects.none()
    touched = list(brought.values_list("subject_id", flat=True).distinct())
    if touched:
        brought.delete()
        refresh_words(touched)
