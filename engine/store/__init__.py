"""PostgreSQL: tables, migrations, sealing and repositories. Tables never leave this room."""
