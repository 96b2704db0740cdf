"""The kernel's tables. `Entry` is both the audit trail and the outbox: one row per use case, never changed."""

from django.db import models


class Entry(models.Model):
    """What happened, who did it and under which clause. `body` is the exact text that the ledger hashes.

    It holds the digest of the salted payload, not the payload: personal data can be taken out and the chain stays valid.
    """

    run = models.UUIDField(primary_key=True)
    cause = models.UUIDField(null=True)  # the use case that called this one, if any
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    stands_in_for = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=40)
    region = models.CharField(max_length=80, db_collation="C")
    department = models.CharField(max_length=40)
    use_case = models.CharField(max_length=120)
    event = models.CharField(max_length=160)
    about = models.CharField(max_length=120)
    clause = models.CharField(max_length=200)
    key = models.CharField(max_length=200, null=True)  # noqa: DJ001 many entries have none, and '' would be one
    command_digest = models.CharField(max_length=80)
    body = models.TextField()
    xact = models.BigIntegerField(default=0, editable=False)  # the transaction that wrote it: a trigger fills it

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["use_case", "actor", "key"], name="entry_once_per_key"),
            models.UniqueConstraint(fields=["run", "xact"], name="entry_in_its_transaction"),
        )
        indexes = (
            models.Index(fields=["about", "at"], name="entry_about"),
            models.Index(fields=["actor", "at"], name="entry_actor"),
            models.Index(fields=["at"], name="entry_at"),
            models.Index(fields=["event", "at"], name="entry_event"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.about}"


class Payload(models.Model):
    """What the event said. `text` and `salt` may be taken out by `redact`, and nothing else may change."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=32, null=True)
    text = models.TextField(null=True)  # noqa: DJ001 NULL is “taken out”

    def __str__(self) -> str:
        return str(self.entry_id)


class Unsequenced(models.Model):
    """The ledger's inbox: written with the entry, deleted when the entry has its place in the tree."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.entry_id)


class Leaf(models.Model):
    """Place of an entry in the Merkle log and, hashed with SM3, in its twin."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)
    twin_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.index)


class Node(models.Model):
    """A full subtree above the leaves. It never changes, so any proof costs a few look-ups, whatever the size of the log."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    node_hash = models.BinaryField(max_length=32)
    twin_hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed tree head (C2SP signed note) of the log, and of its SM3 twin at the same size."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField()
    frontier = models.BinaryField()  # the next batch goes on from here
    twin_note = models.TextField()
    twin_frontier = models.BinaryField()

    def __str__(self) -> str:
        return str(self.size)


class Witness(models.Model):
    """A third party that cosigns our checkpoints. The row stays: by its key old cosignatures are verified."""

    key = models.CharField(max_length=300, unique=True)  # name+id+key, as C2SP writes it
    url = models.CharField(max_length=300)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


class Cosignature(models.Model):
    """A witness's line under a checkpoint of the log (`log` empty) or of its twin (`/sm3`)."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="cosignatures")
    log = models.CharField(max_length=10, blank=True)
    size = models.BigIntegerField()
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["witness", "log", "size"], name="cosignature_once"),)

    def __str__(self) -> str:
        return f"{self.log} {self.size}"


class WitnessSetback(models.Model):
    """A witness that did not cosign: a row for each change of its answer, and for each attempt that nobody answered."""

    witness = models.ForeignKey(Witness, models.PROTECT, related_name="setbacks")
    log = models.CharField(max_length=10, blank=True)
    size = models.BigIntegerField()
    status = models.SmallIntegerField()  # of HTTP; 0: no answer
    said = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.status} {self.said}"


class FailedDelivery(models.Model):
    """One line per failed attempt, so that a dead letter says why. procrastinate keeps no text."""

    job = models.BigIntegerField(db_index=True)
    attempt = models.IntegerField()
    error = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.job}: {self.error}"


class Counter(models.Model):
    """The last number given out in a series of documents. Its row lock is what leaves no gap."""

    series = models.CharField(max_length=40)
    region = models.CharField(max_length=80, db_collation="C")
    year = models.IntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["series", "region", "year"], name="counter_one_per_series"),
            models.CheckConstraint(condition=models.Q(last__gte=1), name="counter_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.region} {self.year}: {self.last}"


class DemoMark(models.Model):
    """The one row that makes this database an invented county. Without it everything is in earnest."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="demo_mark_once"),)

    def __str__(self) -> str:
        return str(self.at)


class FileRecord(models.Model):
    """One upload. The bytes lie in the store under their digest; equal bytes lie there once."""

    id = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=80)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    uploaded_by = models.CharField(max_length=80)
    region_path = models.CharField(max_length=80, db_collation="C")
    department = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["digest"], name="file_digest"),)

    def __str__(self) -> str:
        return self.name


class Notification(models.Model):
    """What somebody should know: shown in the program, and sent by the channels that `Dispatch` names."""

    id = models.UUIDField(primary_key=True)
    recipient = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    text = models.TextField()
    link = models.CharField(max_length=200)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["recipient", "-at"], name="notification_inbox"),)

    def __str__(self) -> str:
        return self.title


class Dispatch(models.Model):
    """A notification on its way by one channel. Whether it arrived says `Delivered`; why not, `FailedDelivery`."""

    notification = models.ForeignKey(Notification, models.PROTECT, related_name="dispatches")
    channel = models.CharField(max_length=40)
    address = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["notification", "channel"], name="dispatch_once_per_channel"),)

    def __str__(self) -> str:
        return f"{self.channel} {self.notification_id}"


class Delivered(models.Model):
    """Written by the job after the channel took the message, so that a repeated job sends nothing twice."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, primary_key=True, related_name="delivered")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.dispatch_id)
