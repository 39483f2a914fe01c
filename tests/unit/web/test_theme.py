"""Another look, from a folder of whoever runs the service."""

from http import HTTPStatus
from pathlib import Path

import pytest

from partial_activity.entrypoints.flask_app import Services, WebConfig, create_app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A look that puts its own band above every page."""
    layout = tmp_path / "templates" / "pages" / "layout.html"
    layout.parent.mkdir(parents=True)
    layout.write_text("<p>Bandeau de l'administration</p>{% block content %}{% endblock %}")
    style = tmp_path / "static" / "look.css"
    style.parent.mkdir()
    style.write_text("body { color: black; }")
    return tmp_path


def test_templates_of_the_folder_go_before_ours(services: Services, folder: Path) -> None:
    client = create_app(services, WebConfig(secret=bytes(32), theme=folder)).test_client()
    page = client.get("/simulator").text
    assert "Bandeau de l'administration" in page
    assert 'name="hourly_pay"' in page


def test_files_of_the_folder_are_served_and_none_beside_it(
    services: Services, folder: Path
) -> None:
    (folder / "secret.txt").write_text("kept apart")
    client = create_app(services, WebConfig(secret=bytes(32), theme=folder)).test_client()
    answer = client.get("/theme/look.css")
    assert answer.text == "body { color: black; }"
    answer.close()
    assert client.get("/theme/../secret.txt").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/theme/%2e%2e/secret.txt").status_code == HTTPStatus.NOT_FOUND


def test_a_folder_that_is_not_there_is_told_at_once(services: Services, tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        create_app(services, WebConfig(secret=bytes(32), theme=tmp_path / "nowhere"))
