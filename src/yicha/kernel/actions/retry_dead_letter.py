from datetime import datetime

from django.db import connection

from yicha.kernel.actor import Actor
from yicha.kernel.jurisdiction import absent
from yicha.kernel.types import DeadLetterRetried, KernelPermission, RetryDeadLetter
from yicha.kernel.use_case import use_case

# From the first attempt on again: the cause has been mended, so it deserves the whole patience.
AGAIN = """
UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL
WHERE id = %s AND status = 'failed' RETURNING task_name
"""


@use_case(may=KernelPermission.RETRY_DEAD_LETTER, clause="WY-5.8b")
def retry_dead_letter(actor: Actor, command: RetryDeadLetter, at: datetime, /) -> DeadLetterRetried:
    with connection.cursor() as cursor:
        cursor.execute(AGAIN, [command.job])
        row = cursor.fetchone()
    if row is None:
        absent("WY-5.8b")
    return DeadLetterRetried(command.job, row[0])
