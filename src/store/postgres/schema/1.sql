-- Version 1 of the tables. Everything is in a separate schema, so that other programs can use the same database.

CREATE TABLE kvartal.schema_version (
    version integer NOT NULL,
    program text NOT NULL,
    migrated_at timestamptz NOT NULL DEFAULT now()
);

-- The organisation of each SQL role, and what the role may do there; the organisation * means all.
CREATE TABLE kvartal.members (
    role name NOT NULL,
    organisation text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('viewer', 'performer', 'planner', 'approver')),
    PRIMARY KEY (role, organisation)
);

-- A plan: the number of its last change, and what lists show of it. A deleted one keeps its number and has no name.
CREATE TABLE kvartal.plans (
    id uuid PRIMARY KEY,
    organisation text NOT NULL,
    slug text COLLATE "C",
    archived boolean NOT NULL,
    seq bigint NOT NULL,
    -- By the server's clock; watching clients query the recently changed plans.
    touched timestamptz NOT NULL DEFAULT clock_timestamp(),
    entry bytea NOT NULL,
    shown jsonb
);
CREATE UNIQUE INDEX plans_slug ON kvartal.plans (slug);
CREATE INDEX plans_touched ON kvartal.plans (touched);

-- The records of all plans, each under its key, with the number of the change that last touched it.
CREATE TABLE kvartal.records (
    plan uuid NOT NULL,
    key bytea NOT NULL,
    revision bigint NOT NULL,
    record bytea NOT NULL,
    kind text NOT NULL,
    shown jsonb,
    PRIMARY KEY (plan, key)
);

-- Every change of every plan. Rows are never altered or deleted.
CREATE TABLE kvartal.changes (
    plan uuid NOT NULL,
    seq bigint NOT NULL,
    id uuid NOT NULL,
    author text NOT NULL,
    -- The role that the server knows; the author is named by the program.
    by_role name NOT NULL DEFAULT session_user,
    at timestamptz NOT NULL,
    committed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    verb text NOT NULL,
    change bytea NOT NULL,
    CONSTRAINT changes_pkey PRIMARY KEY (plan, seq),
    CONSTRAINT changes_id UNIQUE (plan, id)
);

-- The organisations that the current role may read, and those that it may change.
CREATE FUNCTION kvartal.readable() RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(m.organisation), '{}')
    FROM kvartal.members m JOIN pg_catalog.pg_roles r ON r.rolname = m.role
    WHERE pg_catalog.pg_has_role(r.oid, 'MEMBER')
$$;
CREATE FUNCTION kvartal.writable() RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(m.organisation), '{}')
    FROM kvartal.members m JOIN pg_catalog.pg_roles r ON r.rolname = m.role
    WHERE pg_catalog.pg_has_role(r.oid, 'MEMBER') AND m.kind <> 'viewer'
$$;

ALTER TABLE kvartal.plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE kvartal.records ENABLE ROW LEVEL SECURITY;
ALTER TABLE kvartal.changes ENABLE ROW LEVEL SECURITY;

CREATE POLICY plans_read ON kvartal.plans FOR SELECT
    USING (ARRAY[organisation, '*'] && (SELECT kvartal.readable()));
CREATE POLICY plans_begin ON kvartal.plans FOR INSERT
    WITH CHECK (ARRAY[organisation, '*'] && (SELECT kvartal.writable()));
CREATE POLICY plans_change ON kvartal.plans FOR UPDATE
    USING (ARRAY[organisation, '*'] && (SELECT kvartal.writable()))
    WITH CHECK (ARRAY[organisation, '*'] && (SELECT kvartal.writable()));

-- A record or a change belongs to the organisation of its plan; the subquery sees only visible plans.
CREATE FUNCTION kvartal.changeable() RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM kvartal.plans WHERE ARRAY[organisation, '*'] && (SELECT kvartal.writable())
$$;
CREATE POLICY records_read ON kvartal.records FOR SELECT USING (plan IN (SELECT id FROM kvartal.plans));
CREATE POLICY records_begin ON kvartal.records FOR INSERT
    WITH CHECK (plan IN (SELECT kvartal.changeable()));
CREATE POLICY records_change ON kvartal.records FOR UPDATE
    USING (plan IN (SELECT kvartal.changeable())) WITH CHECK (plan IN (SELECT kvartal.changeable()));
CREATE POLICY records_end ON kvartal.records FOR DELETE USING (plan IN (SELECT kvartal.changeable()));
CREATE POLICY changes_read ON kvartal.changes FOR SELECT USING (plan IN (SELECT id FROM kvartal.plans));
CREATE POLICY changes_begin ON kvartal.changes FOR INSERT
    WITH CHECK (by_role = session_user AND plan IN (SELECT kvartal.changeable()));

-- Admits an SQL role: SELECT kvartal.admit('radomyshl', 'Радомишльський центр', 'planner').
CREATE FUNCTION kvartal.admit(who name, whose text, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kvartal.members (role, organisation, kind) VALUES (who, whose, what)
        ON CONFLICT (role, organisation) DO UPDATE SET kind = excluded.kind;
    EXECUTE format('GRANT USAGE ON SCHEMA kvartal TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA kvartal TO %I', who);
    IF what <> 'viewer' THEN
        EXECUTE format('GRANT INSERT, UPDATE ON kvartal.plans TO %I', who);
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON kvartal.records TO %I', who);
        EXECUTE format('GRANT INSERT ON kvartal.changes TO %I', who);
    END IF;
END
$$;

-- Removes an SQL role from an organisation. Its remaining grants show it no rows any more.
CREATE FUNCTION kvartal.dismiss(who name, whose text) RETURNS void LANGUAGE sql AS $$
    DELETE FROM kvartal.members WHERE role = who AND organisation = whose
$$;

-- Views for other tools: Grafana, Metabase, Power BI. Each role sees only its own plans.

CREATE VIEW kvartal.all_plans WITH (security_invoker = true) AS
    SELECT id AS plan, slug, organisation, archived, seq, touched AS changed_at,
        shown->>'title' AS title, shown->>'first_quarter' AS first_quarter,
        shown->>'last_quarter' AS last_quarter, shown->>'form' AS form
    FROM kvartal.plans WHERE slug IS NOT NULL;
COMMENT ON VIEW kvartal.all_plans IS 'One row for each plan that was not deleted.';
COMMENT ON COLUMN kvartal.all_plans.plan IS 'The plan; every other view names it so.';
COMMENT ON COLUMN kvartal.all_plans.slug IS 'Its name in commands.';
COMMENT ON COLUMN kvartal.all_plans.organisation IS 'Whose plan it is.';
COMMENT ON COLUMN kvartal.all_plans.archived IS 'Whether it was put away.';
COMMENT ON COLUMN kvartal.all_plans.seq IS 'The number of its last change.';
COMMENT ON COLUMN kvartal.all_plans.changed_at IS 'When the server took its last change.';
COMMENT ON COLUMN kvartal.all_plans.title IS 'Its title as printed.';
COMMENT ON COLUMN kvartal.all_plans.first_quarter IS 'Its first quarter, as 2026Q1.';
COMMENT ON COLUMN kvartal.all_plans.last_quarter IS 'Its last quarter.';
COMMENT ON COLUMN kvartal.all_plans.form IS 'The form it came in with; null where none.';

CREATE VIEW kvartal.summaries WITH (security_invoker = true) AS
    SELECT p.id AS plan, p.slug, p.organisation, s->>'quarter' AS quarter,
        (s->>'measures')::int AS measures, (s->>'indicators')::int AS indicators, (s->>'due')::int AS due,
        (s->>'target_sum')::numeric AS target_sum, (s->>'fact_sum')::numeric AS fact_sum,
        (s->>'units_mixed')::boolean AS units_mixed, (s->>'share_met')::numeric AS share_met,
        (s->>'mean_capped')::numeric AS mean_capped, (s->>'mean')::numeric AS mean,
        s->'statuses' AS statuses
    FROM kvartal.plans p, jsonb_array_elements(p.shown->'summaries') s WHERE p.slug IS NOT NULL;
COMMENT ON VIEW kvartal.summaries IS 'The figures of each plan in each of its quarters, as kvartal status gives them.';
COMMENT ON COLUMN kvartal.summaries.quarter IS 'The quarter, as 2026Q1.';
COMMENT ON COLUMN kvartal.summaries.measures IS 'Measures.';
COMMENT ON COLUMN kvartal.summaries.indicators IS 'Indicators that count.';
COMMENT ON COLUMN kvartal.summaries.due IS 'Measures whose term ends in the quarter.';
COMMENT ON COLUMN kvartal.summaries.target_sum IS 'The sum of the numeric targets; it says little where units_mixed.';
COMMENT ON COLUMN kvartal.summaries.fact_sum IS 'The sum of the numeric facts; it says little where units_mixed.';
COMMENT ON COLUMN kvartal.summaries.units_mixed IS 'Whether numbers of different units were added up.';
COMMENT ON COLUMN kvartal.summaries.share_met IS 'Percent of the indicators with a numeric target that are met.';
COMMENT ON COLUMN kvartal.summaries.mean_capped IS 'The mean of the percentages, each cut at 100.';
COMMENT ON COLUMN kvartal.summaries.mean IS 'The mean of the percentages.';
COMMENT ON COLUMN kvartal.summaries.statuses IS 'How many indicators have which status, by name.';

CREATE VIEW kvartal.performers WITH (security_invoker = true) AS
    SELECT plan, (shown->>'id')::uuid AS performer, shown->>'name' AS name, shown->'variants' AS variants
    FROM kvartal.records WHERE kind = 'performer';
COMMENT ON VIEW kvartal.performers IS 'Who carries out measures, with the other spellings that were met.';

CREATE VIEW kvartal.nodes WITH (security_invoker = true) AS
    SELECT plan, (shown->>'id')::uuid AS node, shown->>'level' AS level, (shown->>'parent')::uuid AS parent,
        shown->>'code' AS code, shown->>'title' AS title, shown->>'objective' AS objective,
        shown->'performers' AS performers, shown->>'term' AS term
    FROM kvartal.records WHERE kind = 'node';
COMMENT ON VIEW kvartal.nodes IS 'The outline: goals, tasks, subtasks and measures.';
COMMENT ON COLUMN kvartal.nodes.level IS 'goal, task, subtask or measure.';
COMMENT ON COLUMN kvartal.nodes.parent IS 'The node above; null at the top.';
COMMENT ON COLUMN kvartal.nodes.code IS 'The printed number; null where the document has none.';
COMMENT ON COLUMN kvartal.nodes.performers IS 'Who carries it out, by id.';
COMMENT ON COLUMN kvartal.nodes.term IS 'When it is due, as the document says it.';

CREATE VIEW kvartal.measures WITH (security_invoker = true) AS
    SELECT plan, node AS measure, parent, code, title, performers, term FROM kvartal.nodes WHERE level = 'measure';
COMMENT ON VIEW kvartal.measures IS 'The measures alone.';

CREATE VIEW kvartal.indicators WITH (security_invoker = true) AS
    SELECT plan, (shown->>'id')::uuid AS indicator, (shown->>'measure')::uuid AS measure, shown->>'name' AS name,
        shown->>'unit' AS unit, shown->>'comparator' AS comparator, shown->>'aggregation' AS aggregation,
        (shown->>'baseline')::numeric AS baseline, (shown->>'counts')::boolean AS counts
    FROM kvartal.records WHERE kind = 'indicator';
COMMENT ON VIEW kvartal.indicators IS 'How measures are judged.';
COMMENT ON COLUMN kvartal.indicators.comparator IS 'How fact and target are compared: at_least, at_most, equal …';
COMMENT ON COLUMN kvartal.indicators.aggregation IS 'How facts of several quarters make one: sum, last, mean, max.';
COMMENT ON COLUMN kvartal.indicators.counts IS 'False for a row that is a control sum of others.';

CREATE VIEW kvartal.targets WITH (security_invoker = true) AS
    SELECT plan, (shown->>'indicator')::uuid AS indicator, shown->>'first_quarter' AS first_quarter,
        shown->>'last_quarter' AS last_quarter, (shown->>'performer')::uuid AS performer, shown->>'kind' AS kind,
        shown->>'raw' AS raw, (shown->'numbers'->>0)::numeric AS number, shown->'numbers' AS numbers,
        (shown->>'date')::date AS date
    FROM kvartal.records WHERE kind = 'target';
COMMENT ON VIEW kvartal.targets IS 'What indicators should reach, in a quarter or over several.';
COMMENT ON COLUMN kvartal.targets.performer IS 'Whose part it is; null for the whole.';
COMMENT ON COLUMN kvartal.targets.kind IS 'number, compound, condition, deed or date.';
COMMENT ON COLUMN kvartal.targets.raw IS 'As the document says it.';
COMMENT ON COLUMN kvartal.targets.number IS 'The number, the first of a compound; null where there is none.';

CREATE VIEW kvartal.facts WITH (security_invoker = true) AS
    SELECT plan, (shown->>'indicator')::uuid AS indicator, shown->>'quarter' AS quarter,
        (shown->>'performer')::uuid AS performer, shown->>'kind' AS kind, shown->>'raw' AS raw,
        (shown->>'number')::numeric AS number, shown->'numbers' AS numbers, (shown->>'date')::date AS date,
        shown->>'note' AS note
    FROM kvartal.records WHERE kind = 'fact';
COMMENT ON VIEW kvartal.facts IS 'What indicators reached in each quarter.';
COMMENT ON COLUMN kvartal.facts.performer IS 'Whose part it is; null for the whole.';
COMMENT ON COLUMN kvartal.facts.kind IS 'number, compound, share, date, text, done, no_occasion or none.';
COMMENT ON COLUMN kvartal.facts.number IS 'The number that is compared; a share as its percentage.';
COMMENT ON COLUMN kvartal.facts.note IS 'Why it fell short, or any remark.';

CREATE VIEW kvartal.evidence WITH (security_invoker = true) AS
    SELECT plan, (shown->>'id')::uuid AS evidence, shown->>'quarter' AS quarter,
        (shown->>'performer')::uuid AS performer, shown->'dates' AS dates, shown->>'place' AS place,
        shown->>'text' AS text, shown->>'link' AS link, shown->'links' AS links
    FROM kvartal.records WHERE kind = 'evidence';
COMMENT ON VIEW kvartal.evidence IS 'Dated things that happened.';
COMMENT ON COLUMN kvartal.evidence.links IS 'The measures that it serves, and how much it counts for each.';

CREATE VIEW kvartal.closings WITH (security_invoker = true) AS
    SELECT plan, shown->>'quarter' AS quarter, shown->>'stage' AS stage, shown->>'by' AS by,
        to_timestamp((shown->>'at')::bigint / 1000.0) AS at, shown->>'reason' AS reason
    FROM kvartal.records WHERE kind = 'closing';
COMMENT ON VIEW kvartal.closings IS 'How far each quarter is on its way to being closed.';

CREATE VIEW kvartal.decisions WITH (security_invoker = true) AS
    SELECT plan, (shown->>'measure')::uuid AS measure, (shown->>'indicator')::uuid AS indicator,
        shown->>'quarter' AS quarter, shown->>'outcome' AS outcome, (shown->>'due')::date AS due,
        shown->>'reason' AS reason, shown->>'order' AS "order", shown->>'by' AS by,
        to_timestamp((shown->>'at')::bigint / 1000.0) AS at
    FROM kvartal.records WHERE kind = 'decision';
COMMENT ON VIEW kvartal.decisions IS 'What was decided about what was not carried out in time.';

CREATE VIEW kvartal.log WITH (security_invoker = true) AS
    SELECT plan, seq, id AS change, author, by_role, at, committed_at, verb FROM kvartal.changes;
COMMENT ON VIEW kvartal.log IS 'Every change: who, when, and what was done.';
COMMENT ON COLUMN kvartal.log.author IS 'Whom the program names.';
COMMENT ON COLUMN kvartal.log.by_role IS 'Who it was to the server.';
COMMENT ON COLUMN kvartal.log.at IS 'When, by the author''s clock.';
COMMENT ON COLUMN kvartal.log.committed_at IS 'When, by the server''s clock.';
