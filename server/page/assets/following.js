// What became of this phone's own questions, by the receipts it holds.

const OPEN_STEPS = ['received', 'listed', 'being_answered', 'written_answer', 'assigned', 'superior', 'specialised'];
const ANSWERED = ['answered', 'explained'];
let lookingUp = 0;
let followed = [];

function mine() { return shelf.get('mine', []); }

function addMine(receipt, number) {
  const others = mine().filter(function (one) { return one.receipt !== receipt; });
  shelf.put('mine', [{ receipt: receipt, number: number }].concat(others).slice(0, 50));
  lookUpMine();
}

function lookUpMine() {
  clearTimeout(lookingUp);
  const receipts = mine().map(function (one) { return one.receipt; });
  if (!receipts.length) return showMine();
  ask('POST', '/api/following', { receipts: receipts }).then(function (reply) {
    followed = reply.followed.filter(function (one) { return one.question; });
    showMine();
    const open = followed.some(function (one) { return OPEN_STEPS.indexOf(one.question.step) >= 0; });
    if (open) lookingUp = setTimeout(function () { if (!document.hidden) lookUpMine(); }, around(40));
  }).catch(function () { lookingUp = setTimeout(lookUpMine, around(15)); });
}

function showMine() {
  const place = byId('mine-list');
  if (!place) return;
  if (!byId('tabs')) show(byId('mine'), followed.length > 0);
  fill(place, followed.length ? followed.map(followedCard) : [make('p', { class: 'note' }, say('mine_none'))]);
}

function followedCard(one) {
  return make('div', { class: 'mine' }, toldItem(one.question), satisfactionRow(one),
    make('details', {}, make('summary', {}, say('receipt')),
      make('p', { class: 'receipt' }, one.receipt), make('p', { class: 'note' }, say('receipt_why'))));
}

function toldItem(told) {
  const item = make('article', { class: 'question' }, questionMeta(told.number, told.step),
    told.text && make('p', { class: 'text' }, told.text),
    told.merged_into && make('p', { class: 'note' }, say('merged', { number: told.merged_into })),
    told.merged_text && make('p', { class: 'text' }, told.merged_text),
    told.to && make('p', { class: 'note' }, say('to', { to: told.to })),
    told.by && make('p', { class: 'note' }, say('by', { by: day(told.by) })),
    told.reason && make('p', { class: 'note' }, say('reason', { reason: told.reason })),
    told.status && make('p', { class: 'note' }, say('status_' + told.status)),
    told.meeting && make('p', { class: 'note' }, say('earlier', { meeting: told.meeting })),
    answerBlock(told));
  (told.parts || []).forEach(function (part) { item.appendChild(toldItem(part)); });
  return item;
}

function satisfactionRow(one) {
  if (ANSWERED.indexOf(one.question.step) < 0 || one.question.meeting) return null;
  const said = shelf.get('satisfied', {})[one.receipt];
  const button = function (satisfied, words) {
    return make('button', { type: 'button', 'aria-pressed': String(said === satisfied), onclick: function () {
      ask('POST', '/api/satisfaction', { receipt: one.receipt, satisfied: satisfied }).then(function () {
        const all = shelf.get('satisfied', {});
        all[one.receipt] = satisfied;
        shelf.put('satisfied', all);
        showMine();
        signal(say('thanks'), 4);
      }).catch(function (refusal) { signal(refusal.sentence || say('lost'), 6); });
    } }, words);
  };
  return make('div', { class: 'row judge', role: 'group', 'aria-label': say('was_answered') },
    make('span', {}, say('was_answered')), button(true, say('yes')), button(false, say('no')));
}

function lookUpTyped(event) {
  event.preventDefault();
  const typed = byId('receipt').value;
  ask('POST', '/api/following', { receipts: [typed] }).then(function (reply) {
    const found = reply.followed[0];
    problem('look-up-problem', found.question ? '' : say('unknown_receipt'));
    if (!found.question) return;
    byId('receipt').value = '';
    addMine(found.receipt.replace(/-/g, ''), found.question.number);
    goTo('mine');
  }).catch(function (refusal) { problem('look-up-problem', refusal.sentence || say('lost')); });
}

boots.push(function () {
  if (byId('look-up-form')) byId('look-up-form').addEventListener('submit', lookUpTyped);
  lookUpMine();
});
followers.push(function (update) {
  const own = mine().map(function (one) { return one.number; });
  followed.forEach(function (one) { if (one.question.merged_into) own.push(one.question.merged_into); });
  const about = update.questions.map(function (view) { return view.number; }).concat(update.gone);
  if (update.reload || about.some(function (number) { return own.indexOf(number) >= 0; })) {
    clearTimeout(lookingUp);
    lookingUp = setTimeout(lookUpMine, Math.random() * SECONDS);
  }
});
document.addEventListener('visibilitychange', function () { if (!document.hidden && start.words) lookUpMine(); });
