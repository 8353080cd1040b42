// Beats: the page sends one message of one size by the clock, whether it has something to say or not, so that nobody
// learns from the air who asked or voted. What is sent goes as letters, in pieces inside them.

const letters = [];
const AWAKE_SECONDS = 30;
let due = 0;
let nextBeat = 0;
let beating = false;
let awake = 0;

// Resolves and rejects as `ask` does, some beats later. After the close everything is said at once.
function carry(path, body, first) {
  if (!start.live || over()) return ask('POST', path, body);
  return new Promise(function (done, failed) {
    letters[first ? 'unshift' : 'push']({ id: newReceipt(), text: letterText(path, body), taken: 0, got: 0, reply: '',
      done: done, failed: failed });
  });
}

function letterText(path, body) {
  return btoa(unescape(encodeURIComponent(path + ' ' + (Array.isArray(body) ? formText(body) : JSON.stringify(body)))));
}

function pieceLength() { return start.bytes - 100; }

// The seconds until the laptop has all of an entry.
function secondsFor(entry) {
  return Math.ceil(start.beat * Math.ceil(letterText(entry.path, entry.pairs || entry.body).length / pieceLength()));
}

function beat() {
  clearTimeout(nextBeat);
  const every = start.beat * SECONDS;
  due = due + every > Date.now() ? due + every : Date.now() + every;
  nextBeat = setTimeout(beat, due - Date.now());
  if (!start.live || over()) return refuseLetters({ code: 'network' });
  if (beating || document.hidden && Date.now() > awake) return;
  const letter = letters[0];
  const told = { letter: '', part: 0, of: 0, piece: '', got: 0, pad: '' };
  if (letter) {
    told.letter = letter.id;
    told.part = letter.taken;
    told.of = Math.ceil(letter.text.length / pieceLength());
    told.piece = letter.text.substr(letter.taken * pieceLength(), pieceLength());
    told.got = letter.got;
  }
  told.pad = new Array(start.bytes - JSON.stringify(told).length + 1).join('.');
  beating = true;
  ask('POST', '/api/beat', told).then(function (answered) {
    beating = false;
    if (letter) answer(letter, answered);
  }, function (refusal) {
    beating = false;
    refuseLetters(refusal);
  });
}

function answer(letter, answered) {
  letter.taken = answered.taken;
  if (!letter.taken) letter.reply = '';
  if (!letter.taken) letter.got = 0;
  if (answered.part === letter.got && answered.of) {
    letter.reply += answered.piece;
    letter.got += 1;
  }
  if (letter.got < (answered.of || 1)) return;
  letters.splice(letters.indexOf(letter), 1);
  const reply = decodeURIComponent(escape(atob(letter.reply)));
  const value = JSON.parse(reply.slice(4));
  if (reply < '4') letter.done(value);
  else letter.failed(value.error);
}

function refuseLetters(refusal) {
  letters.splice(0).forEach(function (letter) { letter.failed(refusal); });
}

// Who leaves the page or comes back to it sends a beat at once, everybody alike: what was just written is in it.
document.addEventListener('visibilitychange', function () {
  awake = Date.now() + AWAKE_SECONDS * SECONDS;
  if (start.live) beat();
});

boots.push(function () {
  if (start.live && !nextBeat) nextBeat = setTimeout(beat, start.beat * SECONDS * (0.6 + 0.4 * Math.random()));
});
