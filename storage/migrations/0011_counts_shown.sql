-- How many people were in each category when a picture of who takes part was last made. It is shown
-- until enough people have changed it, or two pictures, one before and one after somebody came,
-- would say who that is. Counts of a whole project, and nobody in them: no person's row.
CREATE TABLE counts_shown (
    project TEXT NOT NULL REFERENCES projects (slug),
    -- what was counted, and of whom: "equality.sex:sent"
    counted TEXT NOT NULL,
    counts TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (project, counted)
) STRICT;
