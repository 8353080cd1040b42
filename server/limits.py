"""Every limit of the phones' port in one table, read by the server, the page, docs/phone-api.md and the tests."""

from __future__ import annotations

HEADER_BYTES = 8 * 1024
"""Longest request head; browsers on a page without cookies send under 1 KiB."""

BODY_BYTES = 16 * 1024
"""Longest request body: a question of 500 characters, all of them emoji families, fits twice."""

JSON_DEPTH = 4
"""Deepest nesting of a JSON body."""

REQUEST_SECONDS = 10.0
"""A request must be wholly received within this time, however slowly its bytes drip."""

READER_SECONDS = 10.0
"""A phone that takes none of what it is sent for this long is dropped."""

IDLE_SECONDS = 15
"""How long a connection may wait for its next request."""

CONNECTIONS = 2500
"""Most open connections: 1,000 phones, each listening and asking, with room; then the one that waits longest,
idle or with half a request, gives way."""

STREAMS = 2000
"""Most live streams, fewer than CONNECTIONS: whoever opens more, or comes too late, polls, and asking goes on."""

RESERVED_FILES = 512
"""Open files of this process that phones never get: the record, boxes, screens and the secretary's link need some even
where the system allows few."""

CONTROL_CONNECTIONS = 256
"""Most connections of this laptop's own screens and commands."""

LINK_CONNECTIONS = 64
"""Most connections of the link to another laptop; one secretary holds two and makes one a request."""

HALL_LINK_CONNECTIONS = 1024
"""Most connections of the link to other halls; each holds one and makes one a request."""

HALL_SILENT_SECONDS = 10.0
"""A hall that says nothing of itself for so long is told of as silent."""

HALL_REPORT_SECONDS = 2.0
"""How often a hall says how it does."""

HALL_AGAIN_SECONDS = 1.0
"""How soon a hall asks the main hall again that did not answer, or has not counted yet."""

HALL_ANSWER_SECONDS = 6.0
"""How long a hall waits for the main hall before it keeps what was asked of it."""

DOORWAY_CONNECTIONS = 16
"""Most connections of that link that have not shown its secret, before and in their handshake or after it."""

HALL_HANDSHAKES = 300
"""Most connections of the hall's port, where it speaks TLS, that have not shaken hands; then the one that waits
longest, first of those that have said nothing, gives way."""

HANDSHAKE_SECONDS = 5.0
"""How long a connection of that link may take from its first packet to the end of its TLS handshake."""

DOORWAY_ACCEPTED_AT_ONCE = 4
"""Connections of that link taken in one go; fewer than may stand in the doorway, so that each has its turn to speak."""

FAULTS_BURST, FAULTS_EVERY_SECONDS = 20, 3.0
"""Faults of the program told in server.log at once, and how soon one more: the rest are counted."""

PATH_CHARACTERS = 200
"""Longest path; the longest of ours, a stream's, is 50."""

BACKLOG = 2048
"""Connections the system queues while 500 phones join at once."""

ACCEPTED_AT_ONCE = 64
"""Connections taken in one go before those already in are served again: however many come."""

GRACE_SECONDS = 1
"""How long a stopping server waits for replies under way; the whole stop must take 3 s at most."""

UNREAD_SECONDS = 0.5
"""After refusing a request whose body was not read, how long before its connection is cut."""

COUNT_SECONDS = 2.0
"""Counts of support enter the record at most this often, in steps that point at nobody."""

MIX_SECONDS, MIX_BYTES = 2.0, 256 * 1024
"""How soon after a ballot its box is written anew, in an order that says nothing; a box of several MIX_BYTES waits as
many times as long."""

PUSH_SECONDS = 0.15
"""Least time between two live updates, so that a burst is one message to a thousand phones."""

GATHER_SECONDS = 0.01
"""What follows a change this soon goes out with it."""

TRIAGE_GATHER_SECONDS = 0.05
"""Over which what phones sent is gathered before triage learns of it: each time costs a change of threads."""

HEARTBEAT_SECONDS = 10.0
"""A silent stream says this often that it is alive; a page that hears nothing for twice as long reconnects."""

KEPT_UPDATES = 256
"""How many past updates a reconnecting phone can be given; one that missed more reads everything again."""

PAGE_QUESTIONS = 30
"""Questions in one reply of the list."""

RECEIPTS_AT_ONCE = 50
"""Receipts one phone may look up in one request."""

QUERY_CHARACTERS = 100
"""Longest search text."""

QUERY_WORDS = 8
"""Different words of a search that are looked for; later ones would hardly narrow it."""

CODE_CHARACTERS = 8
"""Length of the hall's code in Crockford base 32: 40 random bits."""

CONNECTION_BURST, CONNECTION_EVERY_SECONDS = 100, 0.25
"""Requests one connection may send at once, and how soon each further one is read: a page sends one in some seconds."""

REFUSALS_BURST, REFUSALS_EVERY_SECONDS = 200, 0.0125
"""Refusals the whole hall is answered at once; beyond that they leave one after another this far apart, so that whoever
asks again as soon as it is refused asks less often."""

REFUSED_SECONDS = 4.0
"""Longest a refusal is held back."""

REFUSALS_WAITING = 1000
"""Most refusals held back at the same time; more are answered at once."""

WRONG_CODE_SECONDS = 1.5
"""Longest a wrong code is made to wait; a right one never waits."""

WRONG_CODES_WAITING = 50
"""Wrong codes made to wait at the same time; more are refused at once, so that guessing holds no connections."""

JOIN_BURST, JOIN_EVERY_SECONDS = 1500, 0.1
"""Phones that may join at once in the whole hall, and how soon each further one may: three full halls, then few."""

WAITING_QUESTIONS = 20
"""Questions of one phone that may wait for the desk at the same time."""

ASK_BURST, ASK_EVERY_SECONDS = 6, 20.0
"""Questions one device may send at once, and how soon each further one is free; the page sends it then."""

VOTE_BURST, VOTE_EVERY_SECONDS = 60, 1.0
"""Votes likewise."""

AGAIN_BURST, AGAIN_EVERY_SECONDS = 20, 2.0
"""How often a question may be sent again under a receipt that is recorded, by a phone that missed the reply."""

READ_BURST, READ_EVERY_SECONDS = 60, 0.5
"""Pages of the list that one device may read, and how soon each further one is free."""

HINT_BURST, HINT_EVERY_SECONDS = 20, 2.0
"""Hints while somebody writes, for one device: the page asks when the writer pauses."""

HALL_HINT_BURST, HALL_HINT_EVERY_SECONDS = 40, 0.1
"""Hints for the whole hall: at some ten milliseconds each, an eighth of one processor at most."""

HINTS_WAITING = 4
"""With more than this waiting for triage a phone gets no hint."""

SUGGESTIONS_WAITING = 500
"""With more than this waiting for triage a question is recorded without a suggested area: asking never waits long."""

BEAT_SECONDS = 7.0
"""How often a phone's page sends its one message of BEAT_BYTES, whether it has something to say or not: with its head
some 1 KB, so 10 KB a minute at most, and nobody waits longer than this for "recorded"."""

BEAT_BYTES, BEAT_REPLY_BYTES = 512, 1024
"""The exact size of that message and of its reply: what most people write fits one, longer texts go in pieces."""

BEAT_REPLY_SECONDS = 0.4
"""How long after a beat its reply leaves: an act is recorded by then, and no act shows by a later reply."""

BEAT_BURST, BEAT_EVERY_SECONDS = 60, 0.5
"""Beats one device may send at once, and how soon each further one is free."""

LETTER_BYTES = BODY_BYTES + PATH_CHARACTERS
"""Longest letter that beats carry: what could be posted by itself."""

LETTERS_OF_A_PHONE = 4
"""Letters of one device held at once, half sent or answered and not fetched; then the oldest is forgotten."""

LETTERS_SECONDS = 120.0
"""How long a letter nobody asks about is held; a phone that comes back later sends it anew."""

LETTERS_BYTES = 8 * 1024 * 1024
"""Most memory for letters of the whole hall; then the oldest are forgotten, and their phones send them anew."""

VOTE_LINKS = 12
"""Polls, surveys and pledges a phone is told of, what is open first; every live update of the meeting carries them."""

STAGE_CODE_SECONDS = 600.0
"""How long the one-time code for a screen of the stage opens, if nobody has used it before."""

STAGE_SCREENS = 24
"""Most screens that show the stage in a browser at once."""

STAGE_GATHER_SECONDS = 0.5
"""Over which what is not the host's own doing is gathered into one picture of the stage."""

STAGE_CLOCK_SECONDS = 0.5
"""How often a stage that somebody shows looks at the clock: countdowns and pages that turn follow it."""

SURVEY_FIELDS = 1500
"""Fields of a survey's form: sixty items, each a ranking of twenty options, with room."""

FORGET_DEVICE_SECONDS = 600.0
"""Rates are kept in memory only, under a key that is thrown away this often."""

DEVICES_REMEMBERED = 20_000
"""Most devices a rate limiter or the count holds in memory: somebody may make up any number of them."""

UNUSUAL_DEVICES = 20
"""Devices beyond twice the phones listening that are no surprise: some people reload, some look in for a moment."""
