// The outbox: whatever this page promises to send stays on this phone until the laptop has said "recorded", over
// reloads and restarts. Each entry may be sent any number of times: a question has its receipt, and of ballots,
// support and the like the laptop keeps the last.
// An entry: id, path, body (or pairs of a form), kind, section, title and text to show, and how it stands.

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LATER = ['network', 'too-fast', 'unwritable', 'no-keeper', 'kept-here', 'hall-cut-off', 'server-error', 'too-many-guesses'];
const WAITS = ['meeting-prepared', 'intake-closed'];
const LOOK_AGAIN_SECONDS = 60;
const pauses = {};
const delivered = {};
const sent = {};
let delivering = false;
let tries = 0;
let nextTry = 0;

function newReceipt() {
  const bytes = new Uint8Array(16);
  crypto.getRandomValues(bytes);
  return Array.prototype.map.call(bytes, function (byte) { return LETTERS[byte & 31]; }).join('');
}

function waiting() { return shelf.get('outbox', []); }

function waitingFor(id) { return waiting().filter(function (one) { return one.id === id; })[0]; }

function keep(entry) {
  shelf.put('outbox', waiting().filter(function (other) { return other.id !== entry.id; }).concat([entry]));
}

function drop(id) { shelf.put('outbox', waiting().filter(function (other) { return other.id !== id; })); }

function post(entry) {
  entry.mark = newReceipt();
  entry.state = entry.sentence = '';
  keep(entry);
  tries = 0;
  delete pauses[entry.id];
  deliver();
}

function over() { return start.meeting.phase === 'closed'; }

function mayGo(entry) {
  if (entry.state === 'stuck' || (pauses[entry.id] || 0) > Date.now()) return false;
  // A question waits on this phone for its time, and asks now and then in case the news did not come through.
  if (entry.kind === 'question' && !start.meeting.intake_open && !over() && !pauses[entry.id]) {
    entry.state = 'waits';
    keep(entry);
    pauses[entry.id] = Date.now() + around(LOOK_AGAIN_SECONDS);
    return false;
  }
  return true;
}

function deliver() {
  clearTimeout(nextTry);
  if (delivering) return;
  const all = waiting();
  const entry = all.filter(mayGo)[0];
  showWaiting();
  if (!entry) {
    // Whatever may not go yet has its time, also one that passes in this very moment.
    const times = all.filter(function (one) { return one.state !== 'stuck'; }).map(function (one) { return pauses[one.id]; });
    if (times.length) nextTry = setTimeout(deliver, Math.max(50, Math.min.apply(null, times) - Date.now()));
    return;
  }
  delivering = true;
  (entry.open ? ask('POST', entry.path, freshPairs(entry.pairs))
    : carry(entry.path, entry.pairs ? freshPairs(entry.pairs) : entry.body, true)).then(function (reply) {
    delivering = false;
    tries = 0;
    delete pauses[entry.id];
    const now = waitingFor(entry.id);
    if (now && now.mark === entry.mark) drop(entry.id);
    if (delivered[entry.kind]) delivered[entry.kind](entry, reply);
    else need('rest').then(function () { delivered[entry.kind](entry, reply); });
    deliver();
  }, function (refusal) {
    delivering = false;
    const now = waitingFor(entry.id);
    if (now && now.mark === entry.mark) putBack(entry, refusal);
    deliver();
  });
}

function putBack(entry, refusal) {
  const before = entry.state;
  entry.sentence = refusal.sentence || '';
  entry.code = refusal.code;
  if (WAITS.indexOf(refusal.code) >= 0) {
    entry.state = 'waits';
    start.meeting.intake_open = false;
    pauses[entry.id] = Date.now() + around(LOOK_AGAIN_SECONDS);
  } else if (LATER.indexOf(refusal.code) >= 0) {
    entry.state = 'later';
    tries += 1;
    const pause = (refusal.facts && refusal.facts.seconds) || Math.min(30, Math.pow(2, tries));
    pauses[entry.id] = Date.now() + around(pause) + (refusal.code === 'too-fast' ? pause * SECONDS / 2 : 0);
  } else entry.state = 'stuck';
  keep(entry);
  if (before !== entry.state) signal(standing(entry), 6);
}

// The pass may be another by now than when the form was sent.
function freshPairs(pairs) {
  return pairs.map(function (pair) { return pair[0] === 'pass' ? ['pass', shelf.get('pass', '')] : pair; });
}

function standing(entry) {
  if (over() || entry.code === 'meeting-closed') return say('over');
  if (entry.state === 'waits') return say(start.meeting.phase === 'prepared' ? 'unopened' : 'paused');
  if (entry.state === 'stuck') return entry.sentence || say('kept');
  if (entry.state === 'later') return entry.sentence || say('retrying');
  return say('sending', { seconds: secondsFor(entry) });
}

let recordedNow = [];

delivered.question = function (entry, recorded) {
  shelf.put('mine', [{ receipt: entry.id, number: recorded.number }].concat(shelf.get('mine', []).filter(function (one) {
    return one.receipt !== entry.id;
  })).slice(0, 50));
  recordedNow = [{ receipt: entry.id, number: recorded.number }].concat(recordedNow);
  signal(say('recorded', { number: recorded.number }), 6);
  need('rest').then(function () { lookUpMine(); showOutbox(); });
};

// How what this page's form sent stands, beside its button.
let stated = false;
function showState() {
  const place = byId('problem');
  if (!place || !start.section) return;
  const entry = waiting().filter(function (one) { return one.section === start.section; })[0];
  // What is on its way is no fault.
  place.className = entry && entry.state !== 'stuck' ? 'notice' : 'problem';
  if (entry) problem('problem', standing(entry));
  else if (stated) problem('problem', '');
  stated = !!entry;
}

// Until the part with the cards is there, words alone say what waits.
function showWaiting() {
  if (window.showOutbox) showOutbox();
  else write(byId('outbox'), waiting().map(function (entry) { return standing(entry) + '\n' + entry.text; }).join('\n\n'));
  showState();
}

boots.push(function () {
  waiting().forEach(function (entry) {
    if (entry.code === 'no-pass' && start.pass) {
      entry.state = '';
      keep(entry);
    }
  });
  deliver();
});

function deliverNow() {
  tries = 0;
  Object.keys(pauses).forEach(function (id) { delete pauses[id]; });
  if (start.meeting) deliver();
}
window.addEventListener('online', deliverNow);
document.addEventListener('visibilitychange', function () { if (!document.hidden) deliverNow(); });
