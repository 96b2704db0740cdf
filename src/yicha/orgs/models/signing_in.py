"""How people get in. Links and second factors are business state; sessions and counts of guesses are machinery (ADR 28)."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from yicha.orgs.models.registers import ACTOR_LENGTH, Account

DIGEST = 64


class OneTimeLink(models.Model):
    """A way to set the own password, once. Only digests are kept: who reads the table cannot open the link.

    `two_persons`: another administrator has to confirm it, and gives the person a word that the link alone does not have.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=DIGEST, unique=True)
    until = models.DateTimeField()
    two_persons = models.BooleanField()
    drops_factor = models.BooleanField(default=False)
    issued_by = models.CharField(max_length=ACTOR_LENGTH)
    issued_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=ACTOR_LENGTH, blank=True)
    word_digest = models.CharField(max_length=DIGEST, blank=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # used, or replaced by a newer one

    class Meta:
        constraints = (
            UniqueConstraint(fields=["account"], condition=Q(ended_at=None), name="link_one_open"),
            CheckConstraint(condition=Q(used_at=None) | Q(ended_at__isnull=False), name="link_used_is_over"),
            CheckConstraint(condition=~Q(confirmed_by=F("issued_by")) & ~Q(confirmed_by=F("account")), name="link_confirmed_by_another"),
            CheckConstraint(
                condition=Q(used_at=None) | Q(two_persons=False) | (~Q(confirmed_by="") & ~Q(word_digest="")), name="link_two_persons"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account_id} {self.until}"


class SecondFactor(models.Model):
    """TOTP (RFC 6238). The secret is sealed with a key of the home; `last_step` is the last one that was used, never again."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="+")
    sealed = models.CharField(max_length=300)
    last_step = models.BigIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.account_id


class Session(AbstractBaseSession):
    """Django's session, with its account beside it, so that all of one person can be ended."""

    machinery: ClassVar[str] = "signing in is no change of state; the trail has an entry of each"
    account = models.CharField(max_length=40, blank=True, db_index=True)
    began_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=120, blank=True)  # address and browser, for the person to recognise

    def __str__(self) -> str:
        return self.account


class Attempt(models.Model):
    """A bucket of guesses: `due` says until when it is filled (seconds since 1970), GCRA. Counted even when nothing else is kept."""

    machinery: ClassVar[str] = "a refused guess rolls everything back, its count must stay; the clock reports them to the trail"
    key = models.CharField(primary_key=True, max_length=DIGEST)
    account = models.CharField(max_length=40, blank=True)  # of an account that exists, so that the trail can name it
    due = models.FloatField()
    admitted = models.BooleanField()
    failed = models.IntegerField(default=0)
    turned_away = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.account}: {self.failed}, {self.turned_away}"
