"""What every public service says of itself: help, legal notices, personal data, accessibility."""

from datetime import date

from flask import Blueprint, current_app, render_template, request

from partial_activity.domain.days import legal_day
from partial_activity.domain.law.book import Law
from partial_activity.domain.law.consultation import Consultation
from partial_activity.domain.law.names import Category
from partial_activity.domain.words import folded
from partial_activity.entrypoints.flask_app.pages.public.help_answers import Answered, answered
from partial_activity.entrypoints.flask_app.pages.public.help_questions import SUBJECTS, Subject
from partial_activity.entrypoints.flask_app.services import context

_LONGEST_SEARCH = 80


def add_to(pages: Blueprint, law: Law) -> None:
    """Put the pages at their addresses."""

    @pages.get("/help")
    def help_page() -> str:
        today = legal_day(context().clock.now())
        searched = request.args.get("q", "").strip()[:_LONGEST_SEARCH]
        words = folded(searched).split()
        subjects = [
            (subject, [one for one in _answers(subject, law, today) if one.has(words)])
            for subject in SUBJECTS
        ]
        return render_template(
            "pages/help.html",
            subjects=[(subject, answers) for subject, answers in subjects if answers],
            searched=searched,
            contact=current_app.config["CONTACT"],
        )

    @pages.get("/legal")
    def legal() -> str:
        config = current_app.config
        return render_template(
            "pages/legal.html", publisher=config["PUBLISHER"], contact=config["CONTACT"]
        )

    @pages.get("/personal-data")
    def personal_data() -> str:
        today = legal_day(context().clock.now())
        years = Consultation(law, today).maybe(law.retention_years, Category.GENERAL, today)
        return render_template(
            "pages/personal_data.html", years=years, contact=current_app.config["CONTACT"]
        )

    @pages.get("/accessibility")
    def accessibility() -> str:
        return render_template("pages/accessibility.html", contact=current_app.config["CONTACT"])


def _answers(subject: Subject, law: Law, today: date) -> list[Answered]:
    return [answered(question, law, today) for question in subject.questions]
