"""Lists of a million listings: what binds a listing, which effects wait and by which words it is found stand in columns that the database keeps."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import assay.records.models.listing

BOUND = """
CREATE FUNCTION records_bind(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Locked first, so that the second of two writers adds up what the first has written.
  PERFORM FROM records_listing WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
  UPDATE records_listing AS l SET bound = now_bound.kind FROM (
    SELECT i.id, CASE
        WHEN count(r.restriction_id) = 0 THEN ''
        WHEN bool_or(r.until IS NOT NULL OR r.begins > now()) THEN 'mixed'
        WHEN bool_or(r.kind = 'remove') THEN 'remove'
        ELSE 'pause' END AS kind
    FROM unnest(ids) AS i(id)
    LEFT JOIN records_restriction AS r ON r.listing_id = i.id AND r.lifted_at IS NULL AND r.kind IN ('pause', 'remove')
    GROUP BY i.id
  ) AS now_bound WHERE l.id = now_bound.id AND l.bound <> now_bound.kind;
END
$$;

CREATE FUNCTION records_restriction_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[] := ARRAY(SELECT DISTINCT listing_id FROM added WHERE listing_id IS NOT NULL);
BEGIN
  IF ids <> '{}' THEN PERFORM records_bind(ids); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER records_restriction_added AFTER INSERT ON records_restriction
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION records_restriction_added();

CREATE FUNCTION records_restriction_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids bigint[] := ARRAY(
  SELECT DISTINCT a.listing_id FROM after_it AS a JOIN before_it AS b USING (restriction_id)
  WHERE a.listing_id IS NOT NULL AND (a.lifted_at, a.until, a.begins) IS DISTINCT FROM (b.lifted_at, b.until, b.begins));
BEGIN
  IF ids <> '{}' THEN PERFORM records_bind(ids); END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER records_restriction_changed AFTER UPDATE ON records_restriction
REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION records_restriction_changed();
"""
UNBOUND = """
DROP TRIGGER records_restriction_changed ON records_restriction;
DROP TRIGGER records_restriction_added ON records_restriction;
DROP FUNCTION records_restriction_changed();
DROP FUNCTION records_restriction_added();
DROP FUNCTION records_bind(bigint[]);
"""

WAITS = """
CREATE FUNCTION records_lift_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.waits := 'lift';
  RETURN NEW;
END
$$;
CREATE TRIGGER records_lift_waits BEFORE UPDATE OF lifted_at ON records_restriction FOR EACH ROW
WHEN (OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL) EXECUTE FUNCTION records_lift_waits();
CREATE TRIGGER records_lifted_waits BEFORE INSERT ON records_restriction FOR EACH ROW
WHEN (NEW.lifted_at IS NOT NULL) EXECUTE FUNCTION records_lift_waits();

CREATE FUNCTION records_executed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE records_restriction AS r SET waits = '' FROM added AS a WHERE r.restriction_id = a.restriction_id AND r.waits = a.effect;
  RETURN NULL;
END
$$;
CREATE TRIGGER records_executed AFTER INSERT ON records_execution
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION records_executed();
"""
NO_WAITS = """
DROP TRIGGER records_executed ON records_execution;
DROP FUNCTION records_executed();
DROP TRIGGER records_lifted_waits ON records_restriction;
DROP TRIGGER records_lift_waits ON records_restriction;
DROP FUNCTION records_lift_waits();
"""

# Words end at spaces and signs. In scripts without spaces each end of a run is a word, so that the beginning of one finds what stands within.
WORDS = r"""
CREATE FUNCTION records_words(said text) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT left(w, 200) FROM regexp_split_to_table(lower(said), '[\s!-/:-@\[-`{-~\u2000-\u206F\u3000-\u303F\uFF01-\uFF0F]+') AS w WHERE w <> ''
$$;

CREATE FUNCTION records_listing_words(title text, listing text, store text, store_name text, brand text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT left(substr(w, n), 30) FROM records_words(title || ' ' || listing) AS w, generate_series(1,
      CASE WHEN w ~ '[\u0E00-\u0EFF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]' THEN length(w) ELSE 1 END) AS n
    UNION ALL SELECT '@' || left(w, 30) FROM records_words(store_name) AS w
    UNION ALL SELECT '=' || store
    UNION ALL SELECT '~' || brand WHERE brand IS NOT NULL))
$$;

CREATE FUNCTION records_asked(said text, whose text, stores_too boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (format('''%s''', whose) || coalesce(string_agg(
    CASE WHEN stores_too THEN format(' & (''%1$s'':* | ''@%1$s'':*)', left(w, 29)) ELSE format(' & ''%s'':*', left(w, 30)) END,
    ''), ' & ''='''))::tsquery
  FROM records_words(said) AS w
$$;
"""
NO_WORDS = """
DROP FUNCTION records_asked(text, text, boolean);
DROP FUNCTION records_listing_words(text, text, text, text, text);
DROP FUNCTION records_words(text);
"""

FILLED = """
UPDATE records_restriction AS r SET waits = CASE
  WHEN EXISTS (SELECT FROM records_execution AS e WHERE e.restriction_id = r.restriction_id
      AND e.effect = CASE WHEN r.lifted_at IS NULL THEN 'impose' ELSE 'lift' END) THEN ''
  WHEN r.lifted_at IS NULL THEN 'impose' ELSE 'lift' END;
SELECT records_bind(ARRAY(SELECT DISTINCT listing_id FROM records_restriction WHERE listing_id IS NOT NULL AND lifted_at IS NULL));
INSERT INTO records_listingwords (listing_id, words)
SELECT l.id, records_listing_words(l.title, l.listing_id, l.store_id, s.trading_name, l.brand_id)
FROM records_listing AS l JOIN records_store AS s USING (store_id) WHERE l.screened_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0033_held_listings"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptValue",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ListingWords",
            fields=[
                (
                    "listing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="found_by",
                        serialize=False,
                        to="records.listing",
                    ),
                ),
                (
                    "words",
                    assay.records.models.listing.TextVector(
                        help_text="title and identifier by words; behind = the store, behind @ the words of its name, behind ~ the brand"
                    ),
                ),
            ],
        ),
        migrations.RemoveIndex(
            model_name="listing",
            name="listing_of_brand",
        ),
        migrations.RemoveIndex(
            model_name="listing",
            name="listing_of_store",
        ),
        migrations.RemoveIndex(
            model_name="listing",
            name="listing_held",
        ),
        migrations.AddField(
            model_name="listing",
            name="bound",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="what its unlifted restrictions add up to: pause, remove, mixed (look at them) or nothing; the database keeps it",
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="restriction",
            name="waits",
            field=models.CharField(
                blank=True,
                db_default="impose",
                default="impose",
                help_text="the effect that the marketplace has not acknowledged: impose, lift, or nothing; the database keeps it",
                max_length=6,
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("brand__isnull", False)),
                fields=["brand", "-changed_at", "-id"],
                include=("bound", "ended_at"),
                name="listing_of_brand",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                fields=["store", "-changed_at", "-id"], include=("bound", "ended_at"), name="listing_of_store"
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("bound__in", ["pause", "mixed"])),
                fields=["store", "-changed_at", "-id"],
                include=("bound", "ended_at"),
                name="listing_paused_store",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("bound__in", ["remove", "mixed"])),
                fields=["store", "-changed_at", "-id"],
                include=("bound", "ended_at"),
                name="listing_removed_store",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("bound__in", ["pause", "mixed"]), ("brand__isnull", False)),
                fields=["brand", "-changed_at", "-id"],
                include=("bound", "ended_at"),
                name="listing_paused_brand",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("bound__in", ["remove", "mixed"]), ("brand__isnull", False)),
                fields=["brand", "-changed_at", "-id"],
                include=("bound", "ended_at"),
                name="listing_removed_brand",
            ),
        ),
        migrations.AddIndex(
            model_name="listing",
            index=models.Index(
                condition=models.Q(
                    ("bound__in", ["pause", "mixed"]), ("ended_at__isnull", True), ("verdict__in", ["review", "hold"])
                ),
                fields=["id"],
                name="listing_held",
            ),
        ),
        migrations.AddIndex(
            model_name="restriction",
            index=models.Index(
                condition=models.Q(("waits", "impose")),
                fields=["begins", "restriction_id"],
                include=("until",),
                name="restriction_to_impose",
            ),
        ),
        migrations.AddIndex(
            model_name="restriction",
            index=models.Index(
                condition=models.Q(("waits", "lift")),
                fields=["lifted_at", "restriction_id"],
                name="restriction_to_lift",
            ),
        ),
        migrations.AddIndex(
            model_name="listingwords",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="listing_words"),
        ),
        migrations.RunSQL(BOUND, UNBOUND),
        migrations.RunSQL(WAITS, NO_WAITS),
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(
            "CREATE STATISTICS listing_together (mcv) ON verdict, bound FROM records_listing",
            "DROP STATISTICS listing_together",
        ),
        # Last: rows that wait for the check of their keys allow no change of their table.
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
    ]
