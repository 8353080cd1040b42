"""What `meeting.votes.kinds` decides, by its earlier address."""

from meeting.votes.kinds.numeric import BARS as BARS
from meeting.votes.kinds.numeric import HistogramBar as HistogramBar
from meeting.votes.kinds.numeric import Spread as Spread
from meeting.votes.kinds.numeric import bars as bars
from meeting.votes.kinds.numeric import spread as spread
