"""Every command there is, as one union: what the control link decodes."""

from __future__ import annotations

import msgspec

from meeting.commands import (
    agenda,
    asking,
    attending,
    balloting,
    calling,
    carrying,
    merging,
    outcomes,
    own_question,
    pledging,
    polling,
    privacy,
    profile,
    register,
    reviewing,
    running,
    showing,
    signing,
    sorting,
    staging,
    surveying,
    together,
    undo,
    voting,
)
from meeting.decision import Command
from meeting.refusal import Refusal

ALL: tuple[type[Command], ...] = (
    profile.CreateMeeting,
    profile.ChangeProfile,
    profile.ChangeSettings,
    running.OpenMeeting,
    running.CloseMeeting,
    running.ReopenMeeting,
    running.SetIntake,
    running.SetModeration,
    calling.CallHall,
    calling.EndCall,
    agenda.PlanAgenda,
    agenda.StartItem,
    agenda.EndItem,
    agenda.ChangeItem,
    agenda.RecordContent,
    showing.TakeStep,
    attending.RecordAttendance,
    attending.RemoveAttendance,
    attending.MarkPresent,
    attending.SetCheckIn,
    attending.CheckIn,
    attending.WithdrawCheckIn,
    attending.ConfirmArrivals,
    asking.Ask,
    own_question.CorrectOwnQuestion,
    own_question.WithdrawOwnQuestion,
    own_question.TakeBackOwnName,
    asking.ImportQuestions,
    asking.AddPrompt,
    asking.EditPrompt,
    asking.ClosePrompt,
    sorting.SetArea,
    sorting.SetKind,
    sorting.Approve,
    sorting.Hide,
    sorting.EditQuestion,
    privacy.MaskQuestion,
    privacy.RouteOut,
    sorting.Merge,
    sorting.Separate,
    sorting.Split,
    sorting.Rejoin,
    outcomes.RecordAnswer,
    outcomes.EditAnswer,
    outcomes.PromiseAnswer,
    outcomes.Assign,
    outcomes.Escalate,
    outcomes.Dismiss,
    outcomes.ClearOutcome,
    staging.ShowView,
    staging.StageQuestion,
    staging.Unstage,
    staging.PinNext,
    staging.Blank,
    staging.StartTimer,
    staging.StopTimer,
    staging.TurnPage,
    staging.ArrangeBoard,
    register.SetStatus,
    register.AddLetter,
    register.AddNote,
    register.ChangeEntry,
    register.Conclude,
    register.AssignConclusion,
    register.EditConclusion,
    register.WriteReply,
    voting.CountVotes,
    voting.CountSatisfaction,
    polling.AddPoll,
    polling.EditPoll,
    polling.CorrectPoll,
    balloting.RemovePoll,
    polling.IssueSlips,
    balloting.OpenPoll,
    balloting.ClosePoll,
    balloting.RecordTally,
    balloting.RevealPoll,
    balloting.RerunPoll,
    balloting.RecordProgress,
    balloting.MergeTexts,
    balloting.HideText,
    surveying.AddSurvey,
    surveying.EditSurvey,
    balloting.RemoveSurvey,
    surveying.CompareSurvey,
    balloting.OpenSurvey,
    balloting.CloseSurvey,
    balloting.RecordSurveyResult,
    balloting.RecordSurveyProgress,
    balloting.RevealSurvey,
    balloting.MergeSurveyTexts,
    balloting.HideSurveyText,
    pledging.AddPledge,
    pledging.EditPledge,
    pledging.RemovePledge,
    pledging.AddSigner,
    pledging.SetLevels,
    pledging.RemoveSigner,
    signing.OpenSigning,
    signing.SignPledge,
    signing.TakeSignature,
    signing.RefuseSignature,
    signing.WithdrawSignature,
    signing.CloseSigning,
    reviewing.RecordResult,
    reviewing.VerifyResult,
    reviewing.HoldReview,
    carrying.SetCalendar,
    carrying.BringCarryOver,
    merging.MergeRegister,
    together.Together,
    undo.Undo,
    undo.Redo,
)
"""In the order of a meeting; a new command is added here and is then known to the control link and the tests."""


def _decoder() -> msgspec.json.Decoder[Command]:
    union = ALL[0]
    for command in ALL[1:]:
        union = union | command  # type: ignore[assignment]  # a union is built at run time, one class at a time
    return msgspec.json.Decoder(union)


_DECODER = _decoder()


def decode(body: bytes) -> Command:
    """A command from its JSON. Raises Refusal ``bad-command`` naming the field that does not fit."""
    try:
        return _DECODER.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal("bad-command", why=str(error)) from None


def encode(command: Command) -> bytes:
    """The JSON of a command."""
    return msgspec.json.encode(command)
