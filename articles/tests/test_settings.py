"""Development needs nothing; production accepts no development value."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as current

GOOD = {
    "NEWSROOM_PRODUCTION": "1",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "news.example",
    "SITE_URL": "https://news.example/",
    "DATABASE_URL": "postgres://desk@db.example/newsroom",
    "MEDIA_ROOT": "/srv/media",
}
PRINT = (
    "import json, newsroom.settings as s; print(json.dumps([s.DEBUG, s.SITE_URL, s.DATABASES['default']['ENGINE'],"
    " s.SESSION_COOKIE_SECURE if s.PRODUCTION else False, str(s.MEDIA_ROOT)]))"
)


def settings_with(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRINT],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=current.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_empty_environment_gives_development() -> None:
    values = json.loads(settings_with({}).stdout)
    assert values[:4] == [False, "http://127.0.0.1:8000", "django.db.backends.sqlite3", False]


def test_complete_production_settings_are_accepted() -> None:
    values = json.loads(settings_with(GOOD).stdout)
    assert values == [False, "https://news.example", "django.db.backends.postgresql", True, "/srv/media"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", current.DEVELOPMENT_SECRET_KEY),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("SITE_URL", ""),
        ("SITE_URL", "http://news.example"),
        ("DATABASE_URL", ""),
        ("MEDIA_ROOT", ""),
        ("DEBUG", "1"),
    ],
)
def test_production_refuses_what_is_missing_or_unsafe_by_name(name: str, value: str) -> None:
    answer = settings_with(GOOD | {name: value})
    assert answer.returncode != 0
    assert f"- {name} must" in answer.stderr


def test_production_names_all_faults_at_once() -> None:
    answer = settings_with({"NEWSROOM_PRODUCTION": "1"})
    assert answer.stderr.count("\n- ") == 5
