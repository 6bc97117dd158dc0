# Postgres reads this once, when its data folder is made: a role that owns its own database and nothing else.
psql --set=ON_ERROR_STOP=1 --username=postgres --set=password="$(cat /run/secrets/role_password)" <<'SQL'
CREATE ROLE counterfoil LOGIN PASSWORD :'password';
CREATE DATABASE counterfoil OWNER counterfoil;
SQL
