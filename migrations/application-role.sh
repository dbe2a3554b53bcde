#!/bin/sh
# Makes the role by which the portal works; it owns nothing, and `--migrate` gives it what it needs.
# PostgreSQL's image runs this once, when it makes the database. By hand: PGHOST=... PGUSER=owner PGDATABASE=portal PORTAL_DATABASE_PASSWORD=... ./application-role.sh
set -eu
psql -v ON_ERROR_STOP=1 -v password="${PORTAL_DATABASE_PASSWORD:?choose a password for the portal\'s role}" \
  --username "${POSTGRES_USER:-$PGUSER}" --dbname "${POSTGRES_DB:-$PGDATABASE}" <<'SQL'
create role portal login password :'password';
SQL
