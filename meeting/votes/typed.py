"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds import NO_OPINION as NO_OPINION
from meeting.votes.kinds import choice_typed as choice_typed
