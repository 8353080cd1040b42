"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds.ranking import half_points as half_points
from meeting.votes.kinds.ranking import pairs as pairs
from meeting.votes.kinds.ranking import places as places
from meeting.votes.kinds.ranking import strongest_paths as strongest_paths
