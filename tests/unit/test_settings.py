"""Settings: from the file, over it from the environment; what cannot be used is said, all of it."""

from pathlib import Path

import attrs
import pytest

from partial_activity.entrypoints.setting_readers import Secret
from partial_activity.entrypoints.settings import (
    FILE_NAME,
    FILE_VARIABLE,
    Settings,
    SettingsRefused,
    read_settings,
)
from partial_activity.usecases.oversight.statistics import NOT_KNOWN

NIR_KEY, LINK_KEY = "ab" * 32, "cd" * 32
KEYS = {"PARTIAL_ACTIVITY_NIR_KEY": NIR_KEY, "PARTIAL_ACTIVITY_LINK_KEY": LINK_KEY}
OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


def written(folder: Path, content: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(content, encoding="utf-8")
    return path


def settings_table() -> str:
    """Write the settings as a table in Markdown, as the documentation has them."""
    lines = ["| setting | what it is | otherwise |", "|---|---|---|"]
    for each in attrs.fields(Settings):
        default = "must be given" if each.default is attrs.NOTHING else _shown(each.default)
        lines.append(f"| `{each.name}` | {each.metadata['help']} | {default} |")
    return "\n".join(lines)


def _shown(default: object) -> str:
    if isinstance(default, Secret):
        default = default.reveal
    return "" if default in (None, ()) else f"`{default}`"


def test_two_keys_are_all_that_must_be_given() -> None:
    settings = read_settings(KEYS)
    assert settings.url == "sqlite:///partial-activity-data/service.db"
    assert settings.smtp_host is None


def test_without_its_keys_the_service_says_how_to_make_one() -> None:
    with pytest.raises(SettingsRefused) as refused:
        read_settings({})
    for name in ("nir_key", "link_key", "secrets.token_hex(32)"):
        assert name in str(refused.value)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'smtp_host = "of.the.file"\nsmtp_port = 25\n')
    settings = read_settings({**KEYS, "PARTIAL_ACTIVITY_SMTP_HOST": "of.the.environment"}, path)
    assert (settings.smtp_host, settings.smtp_port) == ("of.the.environment", 25)


def test_the_environment_names_the_file_or_it_lies_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = written(tmp_path, 'mail_from_name = "named"')
    assert read_settings({**KEYS, FILE_VARIABLE: str(named)}).mail_from_name == "named"
    monkeypatch.chdir(tmp_path)
    named.rename(tmp_path / FILE_NAME)
    assert read_settings(KEYS).mail_from_name == "named"


def test_a_name_that_is_no_setting_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, 'payer_ibna = "FR7630006000011234567890189"')
    with pytest.raises(SettingsRefused, match="did you mean payer_iban"):
        read_settings(KEYS, path)
    with pytest.raises(SettingsRefused, match="did you mean smtp_host"):
        read_settings({**KEYS, "PARTIAL_ACTIVITY_SMTP_HOTS": "x"})


def test_every_fault_is_said_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, 'smtp_port = "much"\ncontrol_share = "2"\nanswer_within_days = 1.5')
    with pytest.raises(SettingsRefused) as refused:
        read_settings({**KEYS, "PARTIAL_ACTIVITY_SMTP_ENCRYPTION": "rot13"}, path)
    assert len(str(refused.value).splitlines()) == 4


@pytest.mark.parametrize("content", ["not toml", "\udcff"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(SettingsRefused, match="cannot be read"):
        read_settings(KEYS, path)
    with pytest.raises(SettingsRefused, match="cannot be read"):
        read_settings(KEYS, tmp_path / "nowhere.toml")


def test_a_secret_never_prints_itself() -> None:
    environment = {
        **KEYS,
        "PARTIAL_ACTIVITY_SMTP_PASSWORD": "pass phrase",
        "PARTIAL_ACTIVITY_DATABASE_URL": "postgresql://u:pass phrase@h/d",
    }
    settings = read_settings(environment)
    shown = f"{settings!r} {settings} {settings.nir_key} {settings.smtp_password!r}"
    for secret in (NIR_KEY, LINK_KEY, "pass phrase"):
        assert secret not in shown


@pytest.mark.parametrize("key", ["ab" * 31, NIR_KEY + "z", ""])
def test_a_key_that_is_none_is_refused_without_being_repeated(key: str) -> None:
    with pytest.raises(SettingsRefused, match="hexadecimal") as refused:
        read_settings({**KEYS, "PARTIAL_ACTIVITY_NIR_KEY": key})
    assert not key or key not in str(refused.value)


def test_every_setting_is_in_the_documentation() -> None:
    assert settings_table() in OPERATING.read_text(encoding="utf-8")


def test_every_column_of_the_export_that_stays_empty_is_in_the_documentation() -> None:
    page = OPERATING.read_text(encoding="utf-8")
    assert all(f"| `{column}` | {why} |" in page for column, why in NOT_KNOWN.items())
