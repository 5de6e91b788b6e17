"""The first sign-in."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_it_makes_a_sign_in_and_shows_the_password_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_editor")
    shown = re.search(r"password (\S+)", capsys.readouterr().out)
    assert shown is not None
    assert authenticate(username="editor", password=shown[1]) == User.objects.get(username="editor")


def test_it_leaves_a_sign_in_that_is_there_alone(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_editor", "ana")
    before = User.objects.get().password
    capsys.readouterr()
    call_command("make_editor", "ana")
    assert User.objects.get().password == before
    assert "changepassword ana" in capsys.readouterr().out
