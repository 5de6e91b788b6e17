"""A fresh newsroom needs somebody who can sign in; nobody should have to learn `createsuperuser` for it."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make a sign-in that may do everything, with a random password that is shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="editor", help="The user name (default: editor).")

    def handle(self, *, name: str, **options: Any) -> None:
        if User.objects.filter(username=name).exists():
            self.stdout.write(
                f"The sign-in “{name}” exists. Its password was shown when it was made;"
                f" for a new one: .venv/bin/python manage.py changepassword {name}"
            )
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(name, password=password)
        self.stdout.write(f"Sign in at the desk as “{name}” with the password {password} (it is shown this once).")
