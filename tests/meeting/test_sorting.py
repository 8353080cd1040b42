"""Sorting: filed, listed, hidden, edited, merged, separated and split, with nothing lost on the way."""

from __future__ import annotations

import pytest

from meeting.commands import asking, sorting, staging, voting
from meeting.commands.outcomes import PromiseAnswer, RecordAnswer
from meeting.commands.privacy import RouteOut
from meeting.commands.running import SetIntake, SetModeration
from meeting.commands.undo import Undo, WallConsent
from meeting.dialogue.fairness import fairness
from meeting.dialogue.following import follow_number
from meeting.dialogue.lineage import Lineage
from meeting.model.question import Channel, ModerationStatus, QuestionKind
from meeting.model.stage import View
from meeting.moment import Role
from meeting.refusal import Refusal
from tests.meeting.play import RECEIPTS, Play, profile


def refused(play: Play, command: object, by: Role = Role.HOST) -> str:
    with pytest.raises(Refusal) as raised:
        play.do(command, by)  # type: ignore[arg-type]  # every case gives a command
    return raised.value.code


def test_a_phones_question_waits_where_moderation_is_on_and_stays_there_when_it_goes_off() -> None:
    play = Play()
    play.do(SetModeration(on=True))
    number = play.ask_by_phone()
    play.do(SetModeration(on=False))
    assert play.state.questions[number].standing is ModerationStatus.RECEIVED
    assert play.state.questions[play.ask_by_phone(receipt=RECEIPTS[1])].standing is ModerationStatus.LISTED
    assert play.state.questions[number].at == "2024-04-17T08:00:00+07:00"


def test_asking_again_with_the_same_receipt_changes_nothing_and_another_text_is_refused() -> None:
    play = Play()
    number = play.ask_by_phone("Một")
    before = play.tables()
    assert play.ask_by_phone("Một") == number
    assert play.tables() == before
    assert refused(play, asking.Ask(text="Hai", receipt=RECEIPTS[0]), Role.PHONE) == "receipt-used"
    play.do(sorting.EditQuestion(number, "Một, sửa"))
    assert play.ask_by_phone("Một") == number


def test_a_phone_without_a_receipt_or_with_a_wrong_one_is_refused() -> None:
    assert refused(Play(), asking.Ask(text="a"), Role.PHONE) == "bad-receipt"
    assert refused(Play(), asking.Ask(text="a", receipt="U"), Role.PHONE) == "bad-receipt"


def test_closed_doors_refuse_phones_but_not_the_desk() -> None:
    play = Play(opened=False)
    phone = asking.Ask(text="a", receipt=RECEIPTS[0])
    assert refused(play, phone, Role.PHONE) == "meeting-prepared"
    play = Play()
    play.do(SetIntake(open=False))
    assert refused(play, phone, Role.PHONE) == "intake-closed"
    assert play.ask(channel=Channel.PAPER) == 1


def test_a_meeting_takes_only_so_many_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meeting.limits.QUESTIONS_PER_MEETING", 2)
    play = Play()
    play.ask()
    assert (
        refused(play, asking.ImportQuestions((asking.ImportedRow("a"), asking.ImportedRow("b"))))
        == "meeting-full"
    )


def test_answers_to_a_prompt_gather_under_it_and_take_its_area() -> None:
    play = Play()
    prompt = play.do(asking.AddPrompt("Một việc cần cải cách ngay?", area="procedures"))["number"]
    number = play.ask_by_phone(prompt=prompt)
    assert (play.state.questions[number].prompt, play.state.questions[number].area) == (prompt, "procedures")
    assert play.state.questions[number].asked_area == ""
    assert (
        play.state.questions[play.ask_by_phone(prompt=prompt, area="apparatus", receipt=RECEIPTS[1])].area
        == "apparatus"
    )
    assert refused(play, Undo(n=3)) == "changed-since"
    play.do(asking.ClosePrompt(prompt))
    assert refused(play, asking.Ask(text="a", prompt=prompt)) == "prompt-closed"
    assert refused(play, asking.ClosePrompt(9)) == "no-such-prompt"


def test_a_prompt_on_the_stage_is_not_undone_from_under_it() -> None:
    play = Play()
    play.do(asking.AddPrompt("Gợi ý"))
    play.do(staging.ShowView(View.PROMPT, 1))
    assert refused(play, Undo(n=3)) == "changed-since"
    play.do(staging.ShowView(View.BOARD))
    play.do(Undo(n=3))
    assert not play.state.prompts


def test_an_unknown_area_is_refused_and_other_is_always_there() -> None:
    play = Play()
    number = play.ask()
    assert refused(play, sorting.SetArea(number, "moon")) == "no-such-area"
    play.do(sorting.SetArea(number, "other"))
    play.do(sorting.SetKind(number, QuestionKind.OPINION))
    assert (play.state.questions[number].area, play.state.questions[number].kind) == (
        "other",
        QuestionKind.OPINION,
    )


def test_the_same_thing_twice_makes_no_commit() -> None:
    play = Play()
    number = play.ask()
    play.do(sorting.SetArea(number, "procedures"))
    commits = len(play.commits)
    play.do(sorting.SetArea(number, "procedures"))
    play.do(sorting.EditQuestion(number, play.state.questions[number].text))
    assert len(play.commits) == commits


def test_an_edited_question_keeps_its_earlier_wordings() -> None:
    play = Play()
    number = play.ask("Một")
    play.do(sorting.EditQuestion(number, "Hai"))
    play.do(sorting.EditQuestion(number, "Ba"))
    assert play.state.questions[number].earlier == ("Một", "Hai")


def test_a_hidden_question_leaves_the_stage_at_once_and_the_stage_is_covered() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(staging.PinNext(number))
    play.do(sorting.Hide(number))
    stage = play.state.stage
    assert (stage.view, stage.ref, stage.next, stage.blank) == (View.BOARD, 0, 0, True)


def test_merging_gathers_repeats_of_repeats_and_shows_the_kept_question_in_their_place() -> None:
    play = Play()
    kept, repeat, earlier = play.ask("Một"), play.ask("Hai"), play.ask("Ba")
    play.do(sorting.Merge((earlier,), repeat))
    play.do(staging.StageQuestion(repeat))
    play.do(staging.PinNext(kept))
    play.do(sorting.Merge((repeat,), kept))
    assert {q.merged_into for q in play.state.questions.values()} == {0, kept}
    assert (play.state.stage.view, play.state.stage.ref, play.state.stage.next) == (View.QUESTION, kept, kept)
    play.do(Undo(wall=WallConsent.CHANGE))
    assert play.state.questions[earlier].merged_into == repeat
    assert play.state.stage.ref == repeat


def test_what_cannot_be_merged_is_refused() -> None:
    play = Play()
    first, second = play.ask("Một"), play.ask("Hai")
    assert refused(play, sorting.Merge((), first)) == "merge-unclear"
    assert refused(play, sorting.Merge((first,), first)) == "merge-unclear"
    play.do(RecordAnswer(second, "Trả lời"))
    assert refused(play, sorting.Merge((second,), first)) == "already-decided"
    assert refused(play, sorting.Split(second, ("a", "b"))) == "already-decided"
    play.do(sorting.Merge((first,), second))
    assert refused(play, sorting.Hide(first)) == "question-gone"


def test_a_merged_question_can_stand_for_itself_again_where_it_stood() -> None:
    play = Play(profile())
    kept, repeat = play.ask("Một"), play.ask("Hai")
    play.do(sorting.Hide(repeat))
    play.do(sorting.Merge((repeat,), kept))
    play.do(sorting.Separate(repeat))
    assert play.state.questions[repeat].standing is ModerationStatus.HIDDEN
    assert play.state.questions[repeat].merged_into == 0
    assert refused(play, sorting.Separate(repeat)) == "not-merged"


def test_a_split_question_lives_on_in_its_parts() -> None:
    play = Play()
    number = play.ask_by_phone("Lương chậm và máy hỏng")
    parts = play.do(sorting.Split(number, ("Lương chậm", "Máy hỏng")))["numbers"]
    whole = play.state.questions[number]
    assert (whole.standing, whole.children) == (ModerationStatus.SPLIT, tuple(parts))
    assert {play.state.questions[part].parent for part in parts} == {number}
    assert not any(play.state.questions[part].receipt for part in parts)
    assert refused(play, sorting.Split(parts[0], ("a",))) == "split-unclear"
    assert refused(play, sorting.Split(parts[0], tuple("abcdefghijklm"))) == "split-unclear"


def test_a_split_question_is_put_together_again_with_its_parts_behind_it() -> None:
    play = Play()
    number = play.ask_by_phone("Lương chậm và máy hỏng")
    parts = play.do(sorting.Split(number, ("Lương chậm", "Máy hỏng")))["numbers"]
    play.do(staging.StageQuestion(parts[0]))
    play.do(sorting.Rejoin(number))
    whole = play.state.questions[number]
    assert (whole.standing, whole.children, whole.text) == (
        ModerationStatus.LISTED,
        (),
        "Lương chậm và máy hỏng",
    )
    assert {play.state.questions[part].merged_into for part in parts} == {number}
    assert play.state.stage.ref == number
    assert follow_number(play.state, parts[1]).merged_into == number
    total = fairness(play.state).total
    assert (total.items, total.received, total.parts, total.merged, total.adds_up) == (1, 1, 0, 0, True)
    assert refused(play, sorting.Separate(parts[0])) == "part-rejoined"
    assert refused(play, sorting.Rejoin(number)) == "not-split"
    play.do(Undo(wall=WallConsent.CHANGE))
    assert play.state.questions[number].children == tuple(parts)
    play.do(sorting.Rejoin(number))
    other = play.ask("Câu khác")
    play.do(sorting.Merge((number,), other))
    assert play.state.questions[parts[0]].merged_into == number
    assert follow_number(play.state, parts[0]).merged_into == other
    again = play.ask("Hai việc")
    assert play.do(sorting.Split(again, ("Một", "Hai")))["numbers"] == [again + 1, again + 2]


@pytest.mark.parametrize("taken_up", ["answered", "merged", "gathered under", "split"])
def test_parts_that_something_was_made_of_are_not_put_together(taken_up: str) -> None:
    play = Play()
    number, other = play.ask("Lương chậm và máy hỏng"), play.ask("Máy hỏng")
    part = play.do(sorting.Split(number, ("Lương chậm", "Máy hỏng")))["numbers"][1]
    if taken_up == "answered":
        play.do(RecordAnswer(part, "Sẽ sửa"))
    elif taken_up == "merged":
        play.do(sorting.Merge((part,), other))
    elif taken_up == "gathered under":
        play.do(sorting.Merge((other,), part))
    else:
        play.do(sorting.Split(part, ("Máy in", "Máy tính")))
    assert refused(play, sorting.Rejoin(number)) == "part-taken-up"


def test_support_follows_the_words_through_merging_splitting_and_rejoining() -> None:
    play = Play()
    whole, repeat, other = play.ask("Lương chậm và máy hỏng"), play.ask("Như câu 1"), play.ask("Máy hỏng")
    play.do(sorting.Merge((repeat,), whole))
    first, second = play.do(sorting.Split(whole, ("Lương chậm", "Máy hỏng")))["numbers"]
    play.do(voting.CountVotes((voting.QuestionCount(whole, 12),)), Role.SYSTEM)
    lineage = Lineage(play.state)
    assert lineage.supported_as(first) == (whole, repeat, first)
    assert lineage.supported_as(whole) == (whole, repeat)
    assert lineage.related == {whole, first, second}
    told = follow_number(play.state, first)
    assert (told.part_of, told.part_votes) == (whole, 12)
    play.do(sorting.Merge((second,), other))
    assert Lineage(play.state).supported_as(other) == (whole, repeat, other, second)
    play.do(sorting.Separate(second))
    play.do(sorting.Rejoin(whole))
    assert Lineage(play.state).supported_as(whole) == (whole, repeat, first, second)


def test_a_question_that_others_lean_on_is_not_undone_from_under_them() -> None:
    play = Play()
    kept = play.ask("Một")
    asked = play.state.undoable[-1].n
    repeat = play.ask("Hai")
    play.do(sorting.Merge((repeat,), kept))
    assert refused(play, Undo(n=asked)) == "changed-since"
    play.do(sorting.Separate(repeat))
    play.do(staging.PinNext(kept))
    assert refused(play, Undo(n=asked)) == "changed-since"
    play.do(staging.StageQuestion(kept))
    assert refused(play, Undo(n=asked)) == "changed-since"
    assert refused(play, Undo(n=99)) == "nothing-to-undo"


def test_an_empty_import_and_a_bad_row_are_refused_with_nothing_added() -> None:
    play = Play()
    assert refused(play, asking.ImportQuestions(())) == "nothing-to-import"
    assert (
        refused(play, asking.ImportQuestions((asking.ImportedRow("a"), asking.ImportedRow(" ")))) == "empty"
    )
    assert not play.state.questions


def test_undo_never_brings_back_to_the_stage_what_was_hidden_meanwhile() -> None:
    play = Play()
    number = play.ask()
    play.do(staging.StageQuestion(number))
    play.do(staging.ShowView(View.BOARD))
    step = play.state.undoable[-1].n
    play.do(sorting.Hide(number))
    assert refused(play, Undo(n=step)) == "changed-since"
    play.do(sorting.Approve(number))
    play.do(Undo(n=step, wall=WallConsent.CHANGE))
    assert play.state.stage.ref == number


def test_undo_never_merges_into_a_question_that_is_gone() -> None:
    play = Play()
    repeat, kept = play.ask("Một"), play.ask("Hai")
    asked = play.state.undoable[-1].n
    play.do(sorting.Merge((repeat,), kept))
    play.do(sorting.Separate(repeat))
    step = play.state.undoable[-1].n
    play.do(Undo(n=asked))
    assert refused(play, Undo(n=step)) == "changed-since"


def test_undo_never_points_the_stage_at_a_question_that_is_gone() -> None:
    play = Play()
    number = play.ask()
    asked = play.state.undoable[-1].n
    play.do(staging.PinNext(number))
    play.do(staging.PinNext(0))
    step = play.state.undoable[-1].n
    play.do(Undo(n=asked))
    assert refused(play, Undo(n=step)) == "changed-since"


def test_a_part_split_and_put_together_again_does_not_keep_its_whole_apart() -> None:
    play = Play()
    whole = play.ask("Ba việc")
    first, second = play.do(sorting.Split(whole, ("Hai việc", "Một việc")))["numbers"]
    play.do(sorting.Split(first, ("Việc một", "Việc hai")))
    play.do(sorting.Rejoin(first))
    play.do(sorting.Rejoin(whole))
    assert play.state.questions[whole].standing is ModerationStatus.LISTED
    assert follow_number(play.state, second).merged_into == whole
    total = fairness(play.state).total
    assert (total.items, total.unanswered, total.adds_up) == (1, 1, True)


def test_the_words_that_went_with_a_complaint_stand_nowhere_by_themselves() -> None:
    play = Play()
    kept, repeat = play.ask("Tố cáo ông A"), play.ask("Cũng tố cáo ông A")
    play.do(sorting.Merge((repeat,), kept))
    play.do(RouteOut(kept))
    assert refused(play, sorting.Separate(repeat)) == "question-silenced"
    play.do(Undo())
    play.do(sorting.Separate(repeat))
    assert play.state.questions[repeat].text == "Cũng tố cáo ông A"


def test_a_question_with_an_answer_is_not_undone_from_under_it() -> None:
    play = Play()
    number = play.ask()
    asked = play.state.undoable[-1].n
    play.do(PromiseAnswer(number))
    promised = play.state.undoable[-1].n
    play.do(RecordAnswer(number, "Sẽ trả lời"))
    play.do(Undo(n=promised))
    assert refused(play, Undo(n=asked)) == "changed-since"
    play.do(Undo())
    play.do(Undo(n=asked))
    assert not play.state.questions
