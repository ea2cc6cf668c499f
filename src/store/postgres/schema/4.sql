-- Version 4: the figures of a plan without their names. The row of a plan is written anew with each change, and the names of
-- its figures, for each quarter and each status, were most of it.

-- A program of version 3 that was connected before cannot go on: it would write the names. It calls this otherwise.
ALTER TABLE kvartal.plans RENAME COLUMN shown TO in_views;

-- For each quarter: itself, measures, indicators, due, target_sum, fact_sum, units_mixed, share_met, mean_capped, mean, and
-- the statuses that occur.
UPDATE kvartal.plans SET in_views = jsonb_set(in_views, '{summaries}', coalesce((
        SELECT jsonb_agg(jsonb_build_array(s->'quarter', s->'measures', s->'indicators', s->'due', s->'target_sum',
            s->'fact_sum', s->'units_mixed', s->'share_met', s->'mean_capped', s->'mean', s->'statuses') ORDER BY n)
        FROM jsonb_array_elements(in_views->'summaries') WITH ORDINALITY AS t (s, n)), '[]'))
    WHERE in_views IS NOT NULL;

CREATE OR REPLACE VIEW kvartal.summaries WITH (security_invoker = true) AS
    SELECT p.id AS plan, p.slug, p.organisation, s->>0 AS quarter,
        (s->>1)::int AS measures, (s->>2)::int AS indicators, (s->>3)::int AS due,
        (s->>4)::numeric AS target_sum, (s->>5)::numeric AS fact_sum,
        (s->>6)::boolean AS units_mixed, (s->>7)::numeric AS share_met,
        (s->>8)::numeric AS mean_capped, (s->>9)::numeric AS mean,
        '{"exceeded": 0, "met": 0, "partial": 0, "not_started": 0, "not_reported": 0, "conditional": 0,
            "conditional_reported": 0, "deed_done": 0, "deed_pending": 0, "not_planned": 0, "unplanned_reported": 0,
            "in_progress": 0, "done_late": 0}'::jsonb || (s->10) AS statuses
    FROM kvartal.plans p, jsonb_array_elements(p.in_views->'summaries') s WHERE p.slug IS NOT NULL;
