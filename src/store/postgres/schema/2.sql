-- Version 2: the kind of a member limits what its role may change, in psql as in the program.

-- The least kind of role that the change requires, as the program computes it from the change. Whoever reads the change
-- computes it again and refuses a change that says less than it does. Changes of version 1 do not have it.
ALTER TABLE kvartal.changes ADD COLUMN needs text;
-- A program of version 1 that was connected before cannot go on without it.
ALTER TABLE kvartal.changes ADD CONSTRAINT changes_needs CHECK (needs IS NOT NULL) NOT VALID;

-- The last change of each plan. The number alone does not tell a plan from what it was before a backup was restored.
ALTER TABLE kvartal.plans ADD COLUMN last uuid;
UPDATE kvartal.plans p SET last = (SELECT c.id FROM kvartal.changes c WHERE c.plan = p.id AND c.seq = p.seq);

-- Every commit replaces the row of its plan: compressing it takes longer than writing a page of it.
ALTER TABLE kvartal.plans SET (toast_tuple_target = 8160);

-- The organisations in which the current role is at least of a kind.
CREATE FUNCTION kvartal.may(wanted text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(m.organisation), '{}')
    FROM kvartal.members m JOIN pg_catalog.pg_roles r ON r.rolname = m.role
    WHERE pg_catalog.pg_has_role(r.oid, 'MEMBER')
        AND array_position(ARRAY['viewer', 'performer', 'planner', 'approver'], m.kind)
            >= array_position(ARRAY['viewer', 'performer', 'planner', 'approver'], wanted)
$$;
CREATE FUNCTION kvartal.changeable(wanted text) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    SELECT id FROM kvartal.plans WHERE ARRAY[organisation, '*'] && (SELECT kvartal.may(wanted))
$$;
-- The least kind that may write a record, by the first byte of its key: performers, indicators, targets, facts, evidence
-- and flags belong to a report, roles to approvers, everything else to planners. The record repeats its key, and whoever
-- reads it compares them.
CREATE FUNCTION kvartal.needed(key bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN get_byte(key, 0) IN (2, 4, 5, 6, 7, 13) THEN 'performer'
        WHEN get_byte(key, 0) = 12 THEN 'approver' ELSE 'planner' END
$$;

ALTER POLICY plans_begin ON kvartal.plans WITH CHECK (ARRAY[organisation, '*'] && (SELECT kvartal.may('planner')));
ALTER POLICY records_begin ON kvartal.records WITH CHECK (CASE kvartal.needed(key)
    WHEN 'performer' THEN plan IN (SELECT kvartal.changeable('performer'))
    WHEN 'planner' THEN plan IN (SELECT kvartal.changeable('planner'))
    ELSE plan IN (SELECT kvartal.changeable('approver')) END);
ALTER POLICY records_change ON kvartal.records
    USING (CASE kvartal.needed(key)
        WHEN 'performer' THEN plan IN (SELECT kvartal.changeable('performer'))
        WHEN 'planner' THEN plan IN (SELECT kvartal.changeable('planner'))
        ELSE plan IN (SELECT kvartal.changeable('approver')) END)
    WITH CHECK (CASE kvartal.needed(key)
        WHEN 'performer' THEN plan IN (SELECT kvartal.changeable('performer'))
        WHEN 'planner' THEN plan IN (SELECT kvartal.changeable('planner'))
        ELSE plan IN (SELECT kvartal.changeable('approver')) END);
ALTER POLICY records_end ON kvartal.records USING (CASE kvartal.needed(key)
    WHEN 'performer' THEN plan IN (SELECT kvartal.changeable('performer'))
    WHEN 'planner' THEN plan IN (SELECT kvartal.changeable('planner'))
    ELSE plan IN (SELECT kvartal.changeable('approver')) END);
ALTER POLICY changes_begin ON kvartal.changes WITH CHECK (by_role = session_user AND CASE needs
    WHEN 'performer' THEN plan IN (SELECT kvartal.changeable('performer'))
    WHEN 'planner' THEN plan IN (SELECT kvartal.changeable('planner'))
    WHEN 'approver' THEN plan IN (SELECT kvartal.changeable('approver'))
    ELSE false END);

-- A role sees of the members itself and the roles that it is a member of.
ALTER TABLE kvartal.members ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_read ON kvartal.members FOR SELECT USING (EXISTS (SELECT FROM pg_catalog.pg_roles r
    WHERE r.rolname = role AND pg_catalog.pg_has_role(r.oid, 'MEMBER')));

-- The name, the organisation and the archiving of a plan are in its header, which is a planner's.
CREATE FUNCTION kvartal.guard_header() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF row_security_active('kvartal.plans') AND NOT ARRAY[OLD.organisation, '*'] && kvartal.may('planner') THEN
        RAISE EXCEPTION 'only a planner changes the name, the organisation or the archiving of a plan'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER plans_header BEFORE UPDATE ON kvartal.plans FOR EACH ROW
    WHEN (OLD.id <> NEW.id OR OLD.organisation <> NEW.organisation OR OLD.slug IS DISTINCT FROM NEW.slug
        OR OLD.archived <> NEW.archived)
    EXECUTE FUNCTION kvartal.guard_header();
DROP FUNCTION kvartal.changeable();

-- What version 1 left to be guessed from the names of columns.
COMMENT ON COLUMN kvartal.summaries.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.summaries.slug IS 'Its name in commands.';
COMMENT ON COLUMN kvartal.summaries.organisation IS 'Whose plan it is.';
COMMENT ON COLUMN kvartal.performers.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.performers.performer IS 'The performer; other views name it so.';
COMMENT ON COLUMN kvartal.performers.name IS 'The name.';
COMMENT ON COLUMN kvartal.performers.variants IS 'Other spellings of it, a JSON array.';
COMMENT ON COLUMN kvartal.nodes.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.nodes.node IS 'The node; a measure is named so by other views.';
COMMENT ON COLUMN kvartal.nodes.title IS 'Its words.';
COMMENT ON COLUMN kvartal.nodes.objective IS 'The purpose and main result of a subtask; null elsewhere.';
COMMENT ON COLUMN kvartal.measures.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.measures.measure IS 'The measure.';
COMMENT ON COLUMN kvartal.measures.parent IS 'The node above it.';
COMMENT ON COLUMN kvartal.measures.code IS 'The printed number; null where the document has none.';
COMMENT ON COLUMN kvartal.measures.title IS 'Its words.';
COMMENT ON COLUMN kvartal.measures.performers IS 'Who carries it out, by id, a JSON array.';
COMMENT ON COLUMN kvartal.measures.term IS 'When it is due, as the document says it.';
COMMENT ON COLUMN kvartal.indicators.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.indicators.indicator IS 'The indicator.';
COMMENT ON COLUMN kvartal.indicators.measure IS 'The measure that it belongs to.';
COMMENT ON COLUMN kvartal.indicators.name IS 'Its words; empty where the measure has only one and the document does not name it.';
COMMENT ON COLUMN kvartal.indicators.unit IS 'The unit; null where none is set.';
COMMENT ON COLUMN kvartal.indicators.baseline IS 'The value at the start; null where none is known.';
COMMENT ON COLUMN kvartal.targets.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.targets.indicator IS 'The indicator.';
COMMENT ON COLUMN kvartal.targets.first_quarter IS 'The first quarter that it is for, as 2026Q1.';
COMMENT ON COLUMN kvartal.targets.last_quarter IS 'The last one; the same for a single quarter.';
COMMENT ON COLUMN kvartal.targets.numbers IS 'All numbers of a compound, a JSON array of texts.';
COMMENT ON COLUMN kvartal.targets.date IS 'The day of a target that is a date.';
COMMENT ON COLUMN kvartal.facts.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.facts.indicator IS 'The indicator.';
COMMENT ON COLUMN kvartal.facts.quarter IS 'The quarter, as 2026Q1.';
COMMENT ON COLUMN kvartal.facts.raw IS 'As it was entered.';
COMMENT ON COLUMN kvartal.facts.numbers IS 'All numbers of a compound or a share, a JSON array of texts.';
COMMENT ON COLUMN kvartal.facts.date IS 'The day of a fact that is a date.';
COMMENT ON COLUMN kvartal.evidence.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.evidence.evidence IS 'The piece of evidence.';
COMMENT ON COLUMN kvartal.evidence.quarter IS 'The quarter that it is reported in: the one that was named, otherwise that of its first date.';
COMMENT ON COLUMN kvartal.evidence.performer IS 'Whose it is; null for the organisation.';
COMMENT ON COLUMN kvartal.evidence.dates IS 'When it happened, a JSON array.';
COMMENT ON COLUMN kvartal.evidence.place IS 'Where.';
COMMENT ON COLUMN kvartal.evidence.text IS 'What happened.';
COMMENT ON COLUMN kvartal.evidence.link IS 'Where it can be seen.';
COMMENT ON COLUMN kvartal.closings.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.closings.quarter IS 'The quarter, as 2026Q1.';
COMMENT ON COLUMN kvartal.closings.stage IS 'The last step: submitted, returned, approved, closed or reopened.';
COMMENT ON COLUMN kvartal.closings.by IS 'Who took it.';
COMMENT ON COLUMN kvartal.closings.at IS 'When, by the author''s clock.';
COMMENT ON COLUMN kvartal.closings.reason IS 'Why, where it was said.';
COMMENT ON COLUMN kvartal.decisions.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.decisions.measure IS 'The measure that it is about; null where it is about an indicator.';
COMMENT ON COLUMN kvartal.decisions.indicator IS 'The indicator that it is about; null where it is about a measure.';
COMMENT ON COLUMN kvartal.decisions.quarter IS 'The quarter of the debt.';
COMMENT ON COLUMN kvartal.decisions.outcome IS 'carried or withdrawn.';
COMMENT ON COLUMN kvartal.decisions.due IS 'The new term; null where it was withdrawn.';
COMMENT ON COLUMN kvartal.decisions.reason IS 'Why.';
COMMENT ON COLUMN kvartal.decisions."order" IS 'The order that decides it.';
COMMENT ON COLUMN kvartal.decisions.by IS 'Who entered it.';
COMMENT ON COLUMN kvartal.decisions.at IS 'When, by the author''s clock.';
COMMENT ON COLUMN kvartal.log.plan IS 'The plan.';
COMMENT ON COLUMN kvartal.log.seq IS 'The number of the change within the plan.';
COMMENT ON COLUMN kvartal.log.change IS 'The change.';
COMMENT ON COLUMN kvartal.log.verb IS 'What was done.';
