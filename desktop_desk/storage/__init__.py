"""The store: SQLite or PostgreSQL behind one set of tables. The only place that speaks SQL."""
