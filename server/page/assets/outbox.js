// The outbox: what was sent stays on this phone until the laptop has said "recorded". The receipt is made here and
// is the idempotency key, so sending again can never double a question.

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LATER = ['network', 'too-fast', 'unwritable', 'server-error', 'too-many-guesses'];
let delivering = false;
let tries = 0;
let nextTry = 0;

function newReceipt() {
  const bytes = new Uint8Array(16);
  (window.crypto || window.msCrypto).getRandomValues(bytes);
  return Array.prototype.map.call(bytes, function (byte) { return LETTERS[byte & 31]; }).join('');
}

function waiting() { return shelf.get('outbox', []); }

function keep(entry) {
  shelf.put('outbox', waiting().filter(function (other) { return other.receipt !== entry.receipt; }).concat([entry]));
}

function drop(receipt) {
  shelf.put('outbox', waiting().filter(function (other) { return other.receipt !== receipt; }));
}

function post(entry) {
  keep(entry);
  tries = 0;
  showOutbox();
  deliver();
}

function deliver() {
  clearTimeout(nextTry);
  const entry = waiting().filter(function (one) { return !one.stuck; })[0];
  if (delivering || !entry) return;
  delivering = true;
  ask('POST', '/api/questions', {
    receipt: entry.receipt, text: entry.text, area: entry.area, name: entry.name, unit: entry.unit,
    prompt: entry.prompt,
  }).then(function (recorded) {
    drop(entry.receipt);
    addMine(entry.receipt, recorded.number);
    tries = 0;
    delivering = false;
    showOutbox(recordedCard(entry.receipt, recorded.number));
    deliver();
  }).catch(function (refusal) {
    delivering = false;
    entry.sentence = refusal.sentence;
    if (LATER.indexOf(refusal.code) < 0) entry.stuck = true;
    keep(entry);
    showOutbox();
    if (entry.stuck) return deliver();
    tries += 1;
    const pause = (refusal.facts && refusal.facts.seconds) || Math.min(30, Math.pow(2, tries));
    nextTry = setTimeout(deliver, around(pause) + (refusal.code === 'too-fast' ? pause * SECONDS / 2 : 0));
  });
}

function showOutbox(news) {
  const place = byId('outbox');
  if (!place) return;
  fill(place, [news].concat(waiting().map(waitingCard)));
}

function recordedCard(receipt, number) {
  return make('div', { class: 'good', role: 'status' }, make('p', {}, say('recorded', { number: number })),
    make('p', { class: 'note' }, say('receipt') + ': ' + receipt.replace(/(.{4})(?=.)/g, '$1-')),
    make('p', { class: 'note' }, say('receipt_why')));
}

function waitingCard(entry) {
  const over = start.meeting.phase === 'closed';
  const sentence = over ? say('over') : entry.stuck ? entry.sentence : entry.sentence || (tries ? say('retrying') : say('sending'));
  return make('div', { class: 'waiting' },
    make('p', { class: entry.stuck ? 'problem' : 'note', role: 'status' }, sentence || say('kept')),
    make('p', { class: 'text' }, entry.text),
    (entry.stuck || over) && make('p', { class: 'row' },
      !over && make('button', { type: 'button', onclick: function () {
        entry.stuck = false; entry.sentence = ''; post(entry);
      } }, say('send_again')),
      byId('form') && make('button', { type: 'button', onclick: function () {
        drop(entry.receipt); refillForm(entry); showOutbox();
      } }, say('edit')),
      make('button', { type: 'button', onclick: function () {
        if (window.confirm(say('discard_sure'))) { drop(entry.receipt); showOutbox(); }
      } }, say('discard'))));
}

boots.push(function () {
  showOutbox();
  deliver();
});
window.addEventListener('online', function () { tries = 0; deliver(); });
document.addEventListener('visibilitychange', function () { if (!document.hidden) deliver(); });
