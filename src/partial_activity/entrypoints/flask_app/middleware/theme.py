"""Another look: a folder whose templates go before ours, and whose files are served beside ours.

The State's design system is reserved to the State: an administration puts it here by itself.
"""

from pathlib import Path

from flask import Blueprint, Flask, Response, send_from_directory
from jinja2 import ChoiceLoader, FileSystemLoader


def install(app: Flask, folder: Path) -> None:
    """Take the look of a folder: ``templates/`` before ours, ``static/`` under ``/theme``.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    ours = app.jinja_loader
    assert ours is not None
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder / "templates"), ours])
    theme = Blueprint("theme", __name__)

    @theme.get("/theme/<path:name>")
    def themed(name: str) -> Response:
        return send_from_directory(folder / "static", name, max_age=3600)

    app.register_blueprint(theme)
