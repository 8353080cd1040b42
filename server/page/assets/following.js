// What became of this phone's own questions, by the receipts it holds.

const OPEN_STEPS = ['received', 'listed', 'being_answered', 'written_answer', 'assigned', 'superior', 'specialised'];
const ANSWERED = ['answered', 'explained'];
let lookingUp = 0;
let followed = [];

function mine() { return shelf.get('mine', []); }

function lookUpMine() {
  clearTimeout(lookingUp);
  const receipts = mine().map(function (one) { return one.receipt; });
  if (!receipts.length) return showMine();
  carry('/api/following', { receipts: receipts }).then(function (reply) {
    followed = reply.followed.filter(function (one) { return one.question; });
    still(showMine);
    tellNews();
    const open = followed.some(function (one) { return OPEN_STEPS.indexOf(one.question.step) >= 0; });
    if (open) lookingUp = setTimeout(function () { if (!document.hidden) lookUpMine(); }, around(40));
  }).catch(function () { lookingUp = setTimeout(lookUpMine, around(15)); });
}

function own(question) {
  return [question.number, question.merged_into].concat((question.parts || []).map(function (part) { return part.number; }));
}

function isNext(question) { return start.meeting.next && own(question).indexOf(start.meeting.next) >= 0; }

// Whoever asked hears of it wherever they are on the page, once.
function tellNews() {
  const told = shelf.get('told', {});
  followed.forEach(function (one) {
    const question = one.question;
    const now = question.step === 'listed' && isNext(question) ? 'next' : question.step;
    const key = question.number;
    if (told[key] !== now && words['news_' + now]) signal(say('news_' + now, { number: key }), 10);
    told[key] = now;
  });
  shelf.put('told', told);
}

function showMine() {
  const place = byId('mine-list');
  if (!place) return;
  if (!byId('tabs')) show(byId('mine'), followed.length > 0);
  const said = shelf.get('satisfied', {});
  keepShowing(place, followed.map(function (one) {
    return { receipt: one.receipt, question: one.question, said: said[one.receipt], next: isNext(one.question),
      over: over(), edit: editing === one.receipt };
  }), function (one) { return one.receipt; }, followedCard);
  if (!followed.length) place.appendChild(make('p', { class: 'note' }, say('mine_none')));
}

function followedCard(one) {
  return make('div', { class: 'mine' }, one.next && make('p', { class: 'notice' }, say('next')), toldItem(one.question),
    satisfactionRow(one), ownRow(one),
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
  const choice = function (satisfied, words) {
    const made = button(words, satisfied ? 'settled' : 'unsettled', one.receipt);
    made.setAttribute('aria-pressed', String(one.said === satisfied));
    return made;
  };
  return make('div', { class: 'row judge', role: 'group', 'aria-label': say('was_answered') },
    make('span', {}, say('was_answered')), choice(true, say('yes')), choice(false, say('no')));
}

function judge(receipt, satisfied) {
  const all = shelf.get('satisfied', {});
  all[receipt] = satisfied;
  shelf.put('satisfied', all);
  showMine();
  post({ id: 'judged.' + receipt, kind: 'satisfaction', path: '/api/satisfaction',
    body: { receipt: receipt, satisfied: satisfied }, title: say('was_answered') });
}
acts.settled = function (receipt) { judge(receipt, true); };
acts.unsettled = function (receipt) { judge(receipt, false); };
delivered.satisfaction = function () { signal(say('thanks'), 4); };

// Until it is approved a question is still its asker's: to be corrected or withdrawn; a name may be taken back later, too.
let editing = '';
function ownRow(one) {
  if (one.over || one.question.meeting) return null;
  if (one.edit) {
    const text = make('textarea', { rows: 4, 'aria-label': say('correct') });
    text.textContent = one.question.text;
    return make('div', { class: 'own' }, text, make('p', { class: 'row' },
      button(say('correct_send'), 'correct', one.receipt), button(say('correct_not'), 'editing', '')));
  }
  return make('p', { class: 'row own' },
    one.question.changeable && button(say('correct'), 'editing', one.receipt),
    one.question.changeable && button(say('withdraw'), 'withdraw', one.receipt),
    one.question.named && button(say('unname'), 'unname', one.receipt));
}
acts.editing = function (receipt) {
  editing = receipt;
  showMine();
  const text = byId('mine-list').querySelector('textarea');
  if (text) text.focus();
};
acts.correct = function (receipt, pressed) {
  const text = pressed.closest('.own').querySelector('textarea').value;
  editing = '';
  change(receipt, 'correction', { text: text }, text);
};
acts.withdraw = function (receipt) { if (window.confirm(say('withdraw_sure'))) change(receipt, 'withdrawal', {}); };
acts.unname = function (receipt) { change(receipt, 'unnaming', {}); };

function change(receipt, what, body, text) {
  body.receipt = receipt;
  post({ id: what + '.' + receipt, kind: 'own', path: '/api/questions/' + what, body: body, text: text, title: say(what) });
  showMine();
}
delivered.own = function (entry) {
  signal(say('done', { what: entry.title }), 5);
  lookUpMine();
};

function lookUpTyped() {
  const typed = byId('receipt').value;
  if (start.live) signal(say('looking'), start.beat);
  carry('/api/following', { receipts: [typed] }).then(function (reply) {
    const found = reply.followed[0];
    problem('look-up-problem', found.question ? '' : say('unknown_receipt'));
    if (!found.question) return;
    byId('receipt').value = '';
    const receipt = found.receipt.replace(/-/g, '');
    shelf.put('mine', [{ receipt: receipt, number: found.question.number }].concat(mine().filter(function (one) {
      return one.receipt !== receipt;
    })).slice(0, 50));
    lookUpMine();
    goTo('mine');
  }).catch(function (refusal) { problem('look-up-problem', refusal.sentence || say('lost')); });
}

boots.push(function () {
  lookUpMine();
});
followers.push(function (update) {
  if (update.meeting && followed.length) {
    showMine();
    tellNews();
  }
  const mineNow = followed.reduce(function (all, one) { return all.concat(own(one.question)); }, mine().map(function (one) {
    return one.number;
  }));
  const about = update.questions.map(function (view) { return view.number; }).concat(update.gone);
  if (update.reload || about.some(function (number) { return mineNow.indexOf(number) >= 0; })) {
    clearTimeout(lookingUp);
    lookingUp = setTimeout(lookUpMine, Math.random() * SECONDS);
  }
});
document.addEventListener('visibilitychange', function () { if (!document.hidden && start.key) lookUpMine(); });
