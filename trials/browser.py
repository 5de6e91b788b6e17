"""As much of a browser as an editor needs: cookies, forms, and what the page says."""

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from lxml import html as lxml_html

Form = dict[str, list[str]]


class NoAnswer(Exception):
    """The server did not answer: whether it did what it was asked is not known."""


class NotReached(NoAnswer):
    """Nothing was sent, since nobody listened."""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    location: str
    # The messages that the answer brings, in the cookie that the next page would show them from.
    said: list[str] = field(default_factory=list)

    def form(self, *, holding: str) -> Form | None:
        """What the form with a field `holding` would send; None when the page has none."""
        for form in lxml_html.fromstring(self.text).forms:
            if holding in form.fields:
                texts = {text.name for text in form.iter("textarea")}
                sent: Form = {}
                for name, value in form.form_values():
                    if "__prefix__" not in name:
                        # HTML has a line end at the beginning of a text area left out.
                        sent.setdefault(name, []).append(value.removeprefix("\n") if name in texts else value)
                return sent
        return None


class Browser:
    """One person's. Every request has a connection of its own, so that any worker may get it."""

    def __init__(self, port: int, *, session_key: str = "", timeout: float = 60) -> None:
        self.port = port
        self.timeout = timeout
        self.cookies = {"sessionid": session_key} if session_key else {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: Form) -> Answer:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(form, doseq=True).encode(), headers)

    def upload(self, path: str, form: Form, *, name: str, file: bytes) -> Answer:
        """Post `form` with `file` in its field "file", under the file name `name`."""
        boundary = "newsroom-trial-boundary"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, values in form.items()
            for value in values
        ]
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        parts += [f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), file, f"\r\n--{boundary}--\r\n".encode()]
        return self._ask("POST", path, b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        headers |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.connect()
        except OSError as error:
            raise NotReached(repr(error)) from error
        try:
            connection.request(method, path, body, headers | {"Connection": "close"})
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(repr(error)) from error
        finally:
            connection.close()
        self._take_cookies(response.headers.get_all("Set-Cookie") or [])
        # Read at once and not sent back, or the next answer would bring them again.
        said = _messages(self.cookies.pop("messages", ""))
        return Answer(response.status, text, response.headers.get("Location", ""), said)

    def _take_cookies(self, headers: list[str]) -> None:
        for header in headers:
            for name, morsel in SimpleCookie(header).items():
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


def _messages(cookie: str) -> list[str]:
    if not cookie:
        return []
    request = HttpRequest()
    request.COOKIES["messages"] = cookie
    return [str(message) for message in CookieStorage(request)]
