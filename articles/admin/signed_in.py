"""Who is signed in, for a page whose session ended while somebody typed on it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from .json_answers import answer
from .people import person_name


@require_safe
def signed_in_person(request: HttpRequest) -> HttpResponse:
    """The person, and the token that this person's forms need; readable for pages of this site only."""
    name = person_name(request.user)
    return answer("signed_in", person=str(request.user.pk), name=name, token=get_token(request))
