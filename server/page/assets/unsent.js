// What was sent and what waits, as cards under the form: what came of each, and what can be done with it.

function showOutbox() {
  const place = byId('outbox');
  if (place && place.firstChild && place.firstChild.nodeType === 3) write(place, '');
  if (place) still(function () {
    const drafts = shelf.get('drafts', {});
    keepShowing(place, recordedNow.concat(waiting().map(function (entry) {
      return { id: entry.id, stuck: entry.state === 'stuck', said: standing(entry), title: entry.title, text: entry.text,
        over: over() || entry.code === 'meeting-closed', closed: entry.code === 'prompt-closed', q: entry.kind === 'question' };
    }), Object.keys(byId('form') ? {} : drafts).filter(function (prompt) { return drafts[prompt].text; }).map(function (prompt) {
      return { id: 'draft.' + prompt, said: say('over'), text: drafts[prompt].text, over: true };
    })), function (one) {
      return one.id || one.receipt;
    }, function (one) { return one.id ? waitingCard(one) : recordedCard(one); });
  });
}

function recordedCard(one) {
  return make('div', { class: 'good' }, make('p', {}, say('recorded', { number: one.number })),
    make('p', { class: 'note' }, say('receipt') + ': ' + one.receipt.replace(/(.{4})(?=.)/g, '$1-')),
    make('p', { class: 'note' }, say('receipt_why')));
}

function waitingCard(one) {
  const text = one.over && one.text ? make('textarea', { readonly: '', rows: 4, 'aria-label': say('unsent') })
    : make('p', { class: 'text' }, one.text || '');
  text.textContent = one.text || '';
  return make('div', { class: 'waiting' },
    make('p', { class: one.stuck || one.over ? 'problem' : 'note' }, one.said),
    one.title && make('p', {}, one.title), text,
    (one.stuck || one.over) && make('p', { class: 'row' },
      one.over && one.text && button(say('copy'), 'copy', one.id),
      one.closed && !one.over && button(say('as_question'), 'unprompt', one.id),
      one.stuck && !one.over && button(say('send_again'), 'again', one.id),
      one.q && byId('form') && button(say('edit'), 'edit', one.id),
      button(say('discard'), 'discard', one.id)));
}

acts.copy = function (_, pressed) {
  const field = pressed.closest('.waiting').querySelector('textarea');
  field.focus();
  field.setSelectionRange(0, field.value.length);
  signal(say(document.execCommand('copy') ? 'copied' : 'copy_by_hand'), 5);
};
acts.again = function (id) { post(waitingFor(id)); };
acts.unprompt = function (id) {
  const entry = waitingFor(id);
  entry.body.prompt = 0;
  post(entry);
};
acts.edit = function (id) {
  const entry = waitingFor(id);
  drop(id);
  fillForm(entry.body);
  showOutbox();
  field('text').focus();
};
acts.discard = function (id) {
  if (!window.confirm(say('discard_sure'))) return;
  const drafts = shelf.get('drafts', {});
  delete drafts[id.slice(6)];
  shelf.put('drafts', drafts);
  drop(id);
  showOutbox();
};

boots.push(function () { showOutbox(); });
