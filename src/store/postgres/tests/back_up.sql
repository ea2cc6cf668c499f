-- Copies the tables.
CREATE SCHEMA backup;
CREATE TABLE backup.plans AS TABLE kvartal.plans;
CREATE TABLE backup.records AS TABLE kvartal.records;
CREATE TABLE backup.changes AS TABLE kvartal.changes;
CREATE TABLE backup.places AS TABLE kvartal.places;
