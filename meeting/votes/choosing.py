"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds import check as check
