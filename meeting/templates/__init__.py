"""The surveys and polls that come with the program, as TOML files to begin from.

In comes the name of one; out go a survey or the commands that add polls, read as strictly as a host's own file.
Never a file from elsewhere: these are constants of the package.
"""

from __future__ import annotations

from importlib.resources import files

from meeting.commands.polling import AddPoll
from meeting.model.survey import Survey
from meeting.votes.survey_file import read_polls, read_survey

SURVEYS = ("internal_reform", "service_satisfaction")
"""The survey templates, in the order they are offered."""


def survey_text(name: str) -> str:
    """The file of the survey template `name`, with its comments. Raises KeyError for an unknown name."""
    if name not in SURVEYS:
        raise KeyError(name)
    return (files(__name__) / f"{name}.toml").read_text(encoding="utf-8")


def survey_template(name: str) -> Survey:
    """The survey template `name`. Raises KeyError for an unknown name."""
    return read_survey(survey_text(name))


def poll_templates() -> tuple[AddPoll, ...]:
    """The polls offered ready-made."""
    return read_polls((files(__name__) / "polls.toml").read_text(encoding="utf-8"))
