"""How often what the public sees has changed."""

from django.db import models


class Epoch(models.Model):
    """One row. Triggers count on in the transaction that changes something public: who has read the number before reading the rest
    can keep what it read for as long as the number stays.
    """

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
