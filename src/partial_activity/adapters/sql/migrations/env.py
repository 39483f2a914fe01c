"""What Alembic runs to move a schema: on the connection of ``migrate.py``, in its transaction."""

from alembic import context


def _move() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        # SQLite undoes changes of the schema too, once the driver lets us begin.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


# The name Alembic gives this file; imported as a module it does nothing.
if __name__ == "env_py":
    _move()
