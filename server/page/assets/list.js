// The questions of the hall: searched and sorted by the laptop, kept live here.

let shown = new Map();
let nextFrom = 0;
let total = 0;
let asked = 0;

function supported() { return shelf.get('supported', []); }

function questionMeta(number, step) {
  return make('p', { class: 'meta' }, make('span', { class: 'number' }, say('number', { number: number })), ' ',
    make('span', { class: 'step ' + step }, start.steps[step] || step));
}

function answerBlock(view) {
  if (!view.answer) return null;
  return make('div', { class: 'answer' },
    make('p', { class: 'meta' }, view.speaker ? say('answer_by', { speaker: view.speaker }) : say('answer')),
    make('p', { class: 'text' }, view.answer));
}

function questionItem(view) {
  const owed = [view.to && say('to', { to: view.to }), view.by && say('by', { by: day(view.by) })].filter(Boolean);
  return make('li', { class: 'question', 'data-number': view.number }, questionMeta(view.number, view.step),
    make('p', { class: 'text' }, view.text),
    owed.length && make('p', { class: 'note' }, owed.join(' · ')),
    answerBlock(view),
    view.part_votes && make('p', { class: 'note' }, say('of_whole', { number: view.part_of, votes: view.part_votes })),
    start.meeting.upvotes && supportButton(view));
}

function supportButton(view) {
  const on = supported().indexOf(view.number) >= 0;
  const votes = view.votes || 0;
  return make('button', {
    type: 'button', class: 'support', 'aria-pressed': String(on),
    'aria-label': say('support_label', { number: view.number, votes: votes }),
    onclick: function (event) { support(view, !on, event.currentTarget); },
  }, make('span', { 'aria-hidden': 'true' }, '▲'), ' ' + votes + ' · ' + say(on ? 'supported' : 'support'));
}

function support(view, on, button) {
  const number = view.number;
  ask('POST', '/api/questions/' + number + '/support', { on: on }).then(function () {
    const others = supported().filter(function (other) { return other !== number; });
    shelf.put('supported', on ? others.concat([number]) : others);
    showList();
    if (document.contains(button)) {  // beside the form, which the list does not draw again
      const again = supportButton(Object.assign({}, view, { votes: (view.votes || 0) + (on ? 1 : -1) }));
      button.replaceWith(again);
      again.focus({ preventScroll: true });
    }
  }).catch(function (refusal) { signal(refusal.sentence || say('lost'), 6); });
}

function order(one, other) {
  if (byId('sort').value === 'time') return other.number - one.number;
  return (other.votes || 0) - (one.votes || 0) || one.number - other.number;
}

function showList() {
  const place = byId('questions');
  if (!place) return;
  const focused = document.activeElement && document.activeElement.closest && document.activeElement.closest('li');
  const held = focused && place.contains(focused) ? focused.getAttribute('data-number') : null;
  const views = Array.from(shown.values()).sort(order);
  fill(place, views.map(questionItem));
  if (held) {
    const again = place.querySelector('[data-number="' + held + '"] .support');
    if (again) again.focus({ preventScroll: true });
  }
  const empty = byId('q').value || byId('where').value ? 'none_found' : 'none_yet';
  byId('total').textContent = views.length ? say('count', { count: total }) : say(empty);
  show(byId('more'), nextFrom > 0);
}

function load(from) {
  const mark = asked += 1;
  const query = '?sort=' + byId('sort').value + '&area=' + encodeURIComponent(byId('where').value) +
    '&q=' + encodeURIComponent(byId('q').value.slice(0, 100)) + '&from=' + from;
  return ask('GET', '/api/questions' + query).then(function (page) {
    if (mark !== asked) return;
    if (!from) shown = new Map();
    page.questions.forEach(function (view) { shown.set(view.number, view); });
    nextFrom = page.next;
    total = page.total;
    showList();
  }).catch(function (refusal) { if (refusal.sentence) signal(refusal.sentence, 6); });
}

boots.push(function () {
  if (!byId('search') || !start.pass) return;
  let typing = 0;
  const again = function () { load(0); };
  show(byId('search-go'), false);
  show(byId('more-link'), false);
  byId('search').addEventListener('submit', function (event) { event.preventDefault(); again(); });
  byId('search').addEventListener('change', again);
  byId('q').addEventListener('input', function () { clearTimeout(typing); typing = setTimeout(again, 300); });
  byId('more').addEventListener('click', function () { load(nextFrom); });
  again();
});
followers.push(function (update) {
  if (!byId('questions')) return;
  if (update.reload) return void setTimeout(function () { load(0); }, around(2));
  const narrowed = byId('q').value || byId('where').value;
  update.gone.forEach(function (number) { if (shown.delete(number)) total -= 1; });
  update.questions.forEach(function (view) {
    if (!shown.has(view.number)) {
      if (narrowed) return;
      total += 1;
    }
    shown.set(view.number, view);
  });
  const counted = Object.keys(update.votes).filter(function (number) { return shown.has(+number); });
  counted.forEach(function (number) { shown.get(+number).votes = update.votes[number]; });
  if (update.questions.length || update.gone.length || counted.length) showList();
});
