"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds import ABSTAIN as ABSTAIN
from meeting.votes.kinds.choice import FOR_AND_AGAINST as YES_NO
from meeting.votes.kinds.scale import SCALES as SCALES

__all__ = ["ABSTAIN", "SCALES", "YES_NO"]
