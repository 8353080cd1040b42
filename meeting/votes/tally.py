"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds import count as count
