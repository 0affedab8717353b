"""What does everybody see? The front page, the one question, the campaigns, the policy in force. No personal data on any of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assay.web.permissions import Action, may


@may(Action.SEE_PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """What is this, and what has it done so far?"""
    return render(request, "public/home.html")
