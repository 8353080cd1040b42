-- Everything that PostgreSQL keeps of meetings. Lines are bytea, byte for byte as in a journal's file: jsonb would break their seals.
-- There is no sequence: a commit's number is the record's own.
CREATE TABLE IF NOT EXISTS journals (
  record  text PRIMARY KEY,
  header  bytea NOT NULL,                            -- the journal's first line
  n       bigint NOT NULL,                           -- the last commit ...
  digest  bytea NOT NULL,                            -- ... and the chain's digest there
  epoch   bigint NOT NULL DEFAULT 0,                 -- the fence: rises whenever the tenure changes hands
  holder  text NOT NULL DEFAULT '',                  -- where commands go
  peers   text NOT NULL DEFAULT '',                  -- where other servers are given what the database may not hold
  pid     int NOT NULL DEFAULT 0,                    -- the holder's process on its own machine
  backend int NOT NULL DEFAULT 0,                    -- the holder's session with the database ...
  session timestamptz NOT NULL DEFAULT '-infinity',  -- ... and since when, for process numbers come again
  started timestamptz NOT NULL DEFAULT '-infinity',
  until   timestamptz NOT NULL DEFAULT '-infinity',  -- by the database's clock alone
  moved   text NOT NULL DEFAULT ''                   -- where the record went: nobody keeps it here any more
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS commits (
  record text NOT NULL REFERENCES journals,
  n      bigint NOT NULL,
  line   bytea NOT NULL,
  PRIMARY KEY (record, n)
);

-- Ballots while a vote is open. The choice is sealed under a key that is never here; a mark is an HMAC under the same key.
CREATE TABLE IF NOT EXISTS ballots (
  record text NOT NULL REFERENCES journals,
  box    text NOT NULL,
  topic  text NOT NULL,
  mark   text NOT NULL,
  choice bytea NOT NULL,
  PRIMARY KEY (record, box, topic, mark)
);

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'commits are only ever added' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON commits
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
