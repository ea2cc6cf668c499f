-- Version 3: the words of all places, so that a search through all plans reads only those plans in which it may find
-- something.

-- A place is the plan itself, a node, or an indicator with a name of its own, under the key of its record. Its words are
-- folded by the program, and the program compares again whatever is found here.
CREATE TABLE kvartal.places (
    plan uuid NOT NULL,
    key bytea NOT NULL,
    -- The printed number, or the name of the plan; empty where there is none.
    code text COLLATE "C" NOT NULL,
    words text COLLATE "C" NOT NULL,
    -- The words in Latin letters.
    latin text COLLATE "C" NOT NULL,
    PRIMARY KEY (plan, key)
);

-- A performer's name is among the words of every node that it carries out, so that who may change it may change them.
ALTER TABLE kvartal.places ENABLE ROW LEVEL SECURITY;
CREATE POLICY places_read ON kvartal.places FOR SELECT USING (plan IN (SELECT id FROM kvartal.plans));
CREATE POLICY places_begin ON kvartal.places FOR INSERT
    WITH CHECK (plan IN (SELECT kvartal.changeable('performer')));
CREATE POLICY places_change ON kvartal.places FOR UPDATE
    USING (plan IN (SELECT kvartal.changeable('performer')))
    WITH CHECK (plan IN (SELECT kvartal.changeable('performer')));
CREATE POLICY places_end ON kvartal.places FOR DELETE USING (plan IN (SELECT kvartal.changeable('performer')));

-- What a role needs to use the tables at all; the policies say which rows.
CREATE FUNCTION kvartal.let_in(who name, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA kvartal TO %I', who);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA kvartal TO %I', who);
    IF what <> 'viewer' THEN
        EXECUTE format('GRANT INSERT, UPDATE ON kvartal.plans TO %I', who);
        EXECUTE format('GRANT INSERT, UPDATE, DELETE ON kvartal.records, kvartal.places TO %I', who);
        EXECUTE format('GRANT INSERT ON kvartal.changes TO %I', who);
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION kvartal.admit(who name, whose text, what text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO kvartal.members (role, organisation, kind) VALUES (who, whose, what)
        ON CONFLICT (role, organisation) DO UPDATE SET kind = excluded.kind;
    PERFORM kvartal.let_in(who, what);
END
$$;
SELECT kvartal.let_in(m.role, m.kind) FROM kvartal.members m JOIN pg_catalog.pg_roles r ON r.rolname = m.role;

-- A program of version 2 that was connected before cannot go on: it would not keep the words. It names this otherwise.
ALTER TABLE kvartal.plans RENAME COLUMN entry TO listed;

-- The row of a plan is replaced with each change, so that it has to be short, and its page needs room for the next one: else
-- each change takes a page of its own until the table is vacuumed. Only lz4 is quick enough; a server without it keeps the
-- rows as they are.
DO $$
BEGIN
    EXECUTE 'ALTER TABLE kvartal.plans ALTER COLUMN listed SET COMPRESSION lz4, ALTER COLUMN listed SET STORAGE MAIN, '
        'ALTER COLUMN shown SET COMPRESSION lz4, ALTER COLUMN shown SET STORAGE MAIN';
    EXECUTE 'ALTER TABLE kvartal.plans SET (toast_tuple_target = 256, fillfactor = 50)';
EXCEPTION WHEN OTHERS THEN
    RAISE DEBUG 'the rows of plans are not compressed: %', SQLERRM;
END
$$;
