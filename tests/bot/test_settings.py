"""The environment, read once: defaults, what is accepted, and each sentence when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read_settings


def test_the_defaults() -> None:
    assert read_settings({"HOME": "/home/ana"}) == Settings(
        token=None,
        api_base_url="https://api.telegram.org",
        data=Path("data"),
        key_file=Path("/home/ana/.config/tellback/key"),
        timezone="Europe/London",
        log_level="INFO",
        web_port=None,
        web_url=None,
    )


def test_everything_set() -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": " 123456789:AAE-x_z ",
            "TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081/",
            "TELLBACK_DATA": "/srv/tellback",
            "TELLBACK_KEY_FILE": "~/keys/tellback",
            "TELLBACK_TIMEZONE": "Europe/Warsaw",
            "TELLBACK_LOG_LEVEL": "debug",
            "TELLBACK_WEB_PORT": "8080",
            "TELLBACK_WEB_URL": "https://talk.northvale.example/tellback/",
            "HOME": "/home/ana",
        }
    )
    assert settings == Settings(
        token="123456789:AAE-x_z",
        api_base_url="http://127.0.0.1:8081",
        data=Path("/srv/tellback"),
        key_file=Path("/home/ana/keys/tellback"),
        timezone="Europe/Warsaw",
        log_level="DEBUG",
        web_port=8080,
        web_url="https://talk.northvale.example/tellback",
    )
    assert settings.database == Path("/srv/tellback/tellback.db")
    assert "AAE" not in repr(settings)


def test_an_empty_variable_is_not_set() -> None:
    names = (
        "TELEGRAM_BOT_TOKEN",
        "TELEGRAM_API_BASE_URL",
        "TELLBACK_DATA",
        "TELLBACK_TIMEZONE",
        "TELLBACK_LOG_LEVEL",
        "TELLBACK_WEB_PORT",
        "TELLBACK_WEB_URL",
    )
    empty = dict.fromkeys(names, " ")
    assert read_settings(empty) == read_settings({})


@pytest.mark.parametrize(
    "address",
    ["http://localhost:1", "http://[::1]:8081", "http://127.8.9.1", "https://bots.example"],
)
def test_addresses_that_are_safe(address: str) -> None:
    assert read_settings({"TELEGRAM_API_BASE_URL": address}).api_base_url == address


@pytest.mark.parametrize(
    ("name", "value", "wrong", "example"),
    [
        ("TELEGRAM_BOT_TOKEN", "hello", "is not a bot token", "123456789:"),
        ("TELEGRAM_BOT_TOKEN", "123:abc/../x", "is not a bot token", "123456789:"),
        ("TELEGRAM_API_BASE_URL", "api.telegram.org", "not a web address", "https://api.t"),
        ("TELEGRAM_API_BASE_URL", "https://[::1", "not a web address", "https://api.t"),
        ("TELEGRAM_API_BASE_URL", "https://a:99999999", "not a web address", "https://api.t"),
        ("TELEGRAM_API_BASE_URL", "ftp://a.example", "not a web address", "https://api.t"),
        ("TELEGRAM_API_BASE_URL", "http://bots.example", "does not lead to this", "https://api.t"),
        ("TELEGRAM_API_BASE_URL", "http://127.0.0.1.evil.example", "does not lead", "https://"),
        ("TELEGRAM_API_BASE_URL", "https://a:b@bots.example", "password", "https://api.t"),
        ("TELLBACK_WEB_URL", "https://a.example/?x=1", "not a web address", "https://tellback."),
        ("TELLBACK_WEB_PORT", "eighty", "'eighty'", "8080"),
        ("TELLBACK_WEB_PORT", "0", "'0'", "8080"),
        ("TELLBACK_WEB_PORT", "65536", "'65536'", "8080"),
        ("TELLBACK_WEB_PORT", "٨٠٨٠", "number", "8080"),
        ("TELLBACK_TIMEZONE", "Mars/Olympus", "'Mars/Olympus'", "Europe/London"),
        ("TELLBACK_TIMEZONE", "Europe", "'Europe'", "Europe/London"),
        ("TELLBACK_TIMEZONE", "../etc/passwd", "no time zone", "Europe/London"),
        ("TELLBACK_LOG_LEVEL", "loud", "'LOUD'", "INFO"),
    ],
)
def test_each_mistake_is_one_sentence(name: str, value: str, wrong: str, example: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({name: value})
    sentence = str(caught.value)
    assert sentence.startswith(name)
    assert wrong in sentence
    assert example in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_wrong_token_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"TELEGRAM_BOT_TOKEN": "123456789 AAE-secret"})
    assert "AAE-secret" not in str(caught.value)


def test_folders_and_files_are_not_mixed_up(tmp_path: Path) -> None:
    file = tmp_path / "here"
    file.write_text("x")
    with pytest.raises(SettingsError, match=r"^TELLBACK_DATA is .* a file"):
        read_settings({"TELLBACK_DATA": str(file)})
    with pytest.raises(SettingsError, match=r"^TELLBACK_KEY_FILE is .* a folder"):
        read_settings({"TELLBACK_KEY_FILE": str(tmp_path)})
