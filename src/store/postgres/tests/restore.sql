-- Puts the copies in the place of the tables, and breaks every connection, as a server that was started anew.
BEGIN;
TRUNCATE kvartal.plans, kvartal.records, kvartal.changes, kvartal.places;
INSERT INTO kvartal.plans SELECT * FROM backup.plans;
INSERT INTO kvartal.records SELECT * FROM backup.records;
INSERT INTO kvartal.changes SELECT * FROM backup.changes;
INSERT INTO kvartal.places SELECT * FROM backup.places;
COMMIT;
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
