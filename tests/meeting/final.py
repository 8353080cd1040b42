"""The commands that no undo takes back, and what stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meeting.commands import balloting, calling, polling, profile, running, staging, surveying, undo, voting

if TYPE_CHECKING:
    from meeting.decision import Command

ASKS = "the screen asks first"

FINAL: dict[type[Command], str] = {
    running.CloseMeeting: ASKS,
    running.ReopenMeeting: ASKS,
    balloting.ClosePoll: ASKS,
    balloting.CloseSurvey: ASKS,
    balloting.RevealPoll: ASKS,
    balloting.RevealSurvey: ASKS,
    balloting.RerunPoll: ASKS,
    balloting.RemovePoll: ASKS,
    balloting.RemoveSurvey: ASKS,
    running.OpenMeeting: "it is closed by a key of its own",
    profile.CreateMeeting: "there is nothing before it",
    balloting.OpenPoll: "it is closed, and asked again as a new round",
    balloting.OpenSurvey: "it is closed",
    polling.AddPoll: "it is removed while it was not opened",
    surveying.AddSurvey: "it is removed while it was not opened",
    polling.EditPoll: "it is edited again",
    surveying.EditSurvey: "it is edited again",
    polling.CorrectPoll: "it is corrected again, and both wordings are kept",
    surveying.CompareSurvey: "another is chosen to compare with",
    polling.IssueSlips: "more are issued; one that was used stays used",
    balloting.MergeTexts: "they are parted again by merging anew",
    balloting.MergeSurveyTexts: "they are parted again by merging anew",
    balloting.HideText: "it is shown again",
    balloting.HideSurveyText: "it is shown again",
    balloting.RecordTally: "the server counts when a vote was closed",
    balloting.RecordSurveyResult: "the server counts when a survey was closed",
    balloting.RecordProgress: "the server tells how many have voted",
    balloting.RecordSurveyProgress: "the server tells how many have answered",
    voting.CountVotes: "the server counts support",
    voting.CountSatisfaction: "the server counts what askers say",
    staging.Blank: "whoever means to uncovers the wall",
    calling.CallHall: "its turn is ended, and the record keeps that it was called",
    calling.EndCall: "the hall is called again",
    undo.Undo: "it is done again",
    undo.Redo: "it is taken back",
}
"""Found by playing: `test_random_meetings` fails where a command that stands here can be undone, or another cannot."""
