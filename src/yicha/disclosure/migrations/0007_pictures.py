"""Pictures of articles, and what holds that nothing unconfirmed is public."""

import django.db.models.deletion
from django.db import migrations, models

from yicha.kernel.guard import GuardedTable, KeptTable

KEPT = """
CREATE FUNCTION disclosure_picture_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.original, NEW.article_id, NEW.place) IS DISTINCT FROM (OLD.original, OLD.article_id, OLD.place)
        OR NEW.status = 'confirmed' AND (NEW.copy, NEW.marks, NEW.marked_by) IS DISTINCT FROM (OLD.copy, OLD.marks, OLD.marked_by) THEN
        RAISE EXCEPTION 'picture % of article %: confirmed is what was marked', OLD.place, OLD.article_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'picture_confirmed_as_marked', TABLE = 'disclosure_articlepicture';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_picture_is_kept BEFORE UPDATE ON disclosure_articlepicture
    FOR EACH ROW EXECUTE FUNCTION disclosure_picture_is_kept();
ALTER TABLE disclosure_articlepicture ENABLE ALWAYS TRIGGER disclosure_picture_is_kept;
CREATE FUNCTION disclosure_pictures_confirmed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM disclosure_articlepicture WHERE article_id = NEW.id AND status IN ('added', 'marked')) THEN
        RAISE EXCEPTION 'article % has pictures that nobody has confirmed', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_pictures_confirmed', TABLE = 'disclosure_article';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_pictures_confirmed BEFORE UPDATE ON disclosure_article
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION disclosure_pictures_confirmed();
ALTER TABLE disclosure_article ENABLE ALWAYS TRIGGER disclosure_pictures_confirmed;
CREATE TRIGGER disclosure_count_epoch AFTER UPDATE ON disclosure_articlepicture
    FOR EACH ROW WHEN (OLD.status = 'confirmed' OR NEW.status = 'confirmed') EXECUTE FUNCTION disclosure_count_epoch();
ALTER TABLE disclosure_articlepicture ENABLE ALWAYS TRIGGER disclosure_count_epoch;
"""
UNDO_KEPT = """
DROP TRIGGER disclosure_pictures_confirmed ON disclosure_article;
DROP FUNCTION disclosure_pictures_confirmed;
DROP TRIGGER disclosure_picture_is_kept ON disclosure_articlepicture;
DROP FUNCTION disclosure_picture_is_kept;
DROP TRIGGER disclosure_count_epoch ON disclosure_articlepicture;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0006_watch"),
        ("kernel", "0002_guard"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticlePicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.SmallIntegerField()),
                ("version", models.SmallIntegerField()),
                ("original", models.UUIDField()),
                ("caption", models.CharField(max_length=200)),
                ("marks", models.JSONField(default=list)),
                ("copy", models.CharField(blank=True, max_length=80)),
                ("status", models.CharField(default="added", max_length=10)),
                ("marked_by", models.CharField(blank=True, max_length=80)),
                ("confirmed_by", models.CharField(blank=True, max_length=80)),
                ("returned_because", models.CharField(blank=True, max_length=400)),
                (
                    "article",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="disclosure.article"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("article", "place"), name="picture_place_once"),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["added", "marked", "confirmed", "removed"])), name="picture_status"
                    ),
                    models.CheckConstraint(condition=models.Q(("caption", ""), _negated=True), name="picture_says_what"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "marked"), ("status", "confirmed"), _connector="OR", _negated=True),
                            models.Q(models.Q(("copy", ""), _negated=True), models.Q(("marked_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="picture_marked_has_a_copy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "confirmed"), _negated=True),
                            models.Q(
                                models.Q(("confirmed_by", ""), _negated=True),
                                models.Q(("confirmed_by", models.F("marked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="picture_confirmed_by_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, UNDO_KEPT),
        GuardedTable("disclosure_articlepicture"),
        KeptTable("disclosure_articlepicture"),
    ]
