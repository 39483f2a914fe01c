"""The tables of the database, and the rows they hold, both ways."""
