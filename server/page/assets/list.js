// The questions of the hall: searched and sorted by the laptop, kept live here. What is shown keeps its place;
// new ones wait behind a button that says how many they are.

const views = new Map();
let order = [];
let fresh = [];
let nextFrom = 0;
let total = 0;
let asked = 0;
let narrowedWhenLeft = '';

function supported() { return shelf.get('supported', []); }

function questionMeta(number, step) {
  return make('p', { class: 'meta' }, make('span', { class: 'number' }, say('number', { number: number })), ' ',
    make('span', { class: 'step ' + step }, words['step_' + step] || step));
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
  const words = say(on ? 'supported' : 'support');
  return make('button', { type: 'button', class: 'support', 'aria-pressed': String(on), 'data-act': 'support',
    'data-key': view.number, 'aria-label': words + ' · ' + votes + ' · ' + say('number', { number: view.number }),
  }, make('span', { 'aria-hidden': 'true' }, '▲'), ' ' + votes + ' · ' + words);
}

acts.support = function (number, pressed) {
  number = +number;
  const on = pressed.getAttribute('aria-pressed') !== 'true';
  const others = supported().filter(function (other) { return other !== number; });
  shelf.put('supported', on ? others.concat([number]) : others);
  const view = views.get(number) || { number: number, votes: parseInt(pressed.textContent.replace(/^\D+/, ''), 10) };
  view.votes = Math.max(0, (view.votes || 0) + (on ? 1 : -1));
  Array.prototype.forEach.call(document.querySelectorAll('.support[data-key="' + number + '"]'), function (button) {
    morph(button, supportButton(view));
  });
  post({ id: 'support.' + number, kind: 'support', path: '/api/questions/' + number + '/support', body: { on: on },
    title: say(on ? 'support_of' : 'no_support_of', { number: number }) });
};
delivered.support = function (entry) { signal(entry.title, 3); };

function isOpen(view) { return view.step === 'listed' || view.step === 'being_answered'; }

function showList() {
  const place = byId('questions');
  if (!place) return;
  const there = order.map(function (number) { return views.get(number); });
  keepShowing(place, there, function (view) { return view.number; }, questionItem);
  showCounts();
}

// One question that changed: most often its count or its words alone did, and then nothing else is made or compared.
function showItem(number) {
  const item = byId('questions') && byId('questions').querySelector('[data-number="' + number + '"]');
  if (!item) return;
  const view = views.get(number);
  const before = item.mark;
  item.mark = JSON.stringify(view);
  const was = before ? JSON.parse(before) : {};
  const text = was.text;
  const votes = was.votes;
  was.text = view.text;
  if (JSON.stringify(was) === item.mark) return write(item.querySelector('.text'), view.text);
  was.text = text;
  was.votes = view.votes;
  if (votes && JSON.stringify(was) === item.mark) return morph(item.querySelector('.support'), supportButton(view));
  morph(item, questionItem(view));
}

// Whether a search leaves something out; on a page without the list it was all read, or is read anew.
function isNarrowed() { return byId('q') ? byId('q').value || byId('where').value || byId('status').value : ''; }

function showCounts() {
  const narrowed = isNarrowed();
  narrowedWhenLeft = narrowed;
  if (!byId('total')) return;
  write(byId('total'), order.length || fresh.length ? say('count', { count: total }) : say(narrowed ? 'none_found' : 'none_yet'));
  write(byId('fresh'), say('fresh', { count: fresh.length }));
  byId('fresh').className = fresh.length ? 'wide' : 'wide unseen';
  show(byId('more'), nextFrom > 0);
}

function fetchList(from) {
  return ask('GET', '/api/questions?sort=' + byId('sort').value + '&area=' + encodeURIComponent(byId('where').value) +
    '&status=' + byId('status').value + '&q=' + encodeURIComponent(byId('q').value.slice(0, 100)) + '&from=' + from);
}

function load(from) {
  const mark = asked += 1;
  return fetchList(from).then(function (page) {
    if (mark !== asked) return;
    if (!from) {
      views.clear();
      order = [];
    }
    page.questions.forEach(function (view) {
      if (order.indexOf(view.number) < 0) order.push(view.number);
      views.set(view.number, view);
    });
    fresh = fresh.filter(function (number) { return from && order.indexOf(number) < 0; });
    nextFrom = page.next;
    total = page.total;
    showList();
  }).catch(function (refusal) { if (refusal.sentence) signal(refusal.sentence, 6); });
}

// Too much was missed: everything is read again, and what is on the screen keeps its place.
function loadAgain() {
  const mark = asked += 1;
  const read = new Map();
  const missing = function () { return order.filter(function (number) { return !read.has(number); }); };
  const readFrom = function (from) {
    return fetchList(from).then(function (page) {
      page.questions.forEach(function (view) { read.set(view.number, view); });
      total = page.total;
      if (page.next && missing().length) return readFrom(page.next);
      if (mark !== asked) return;
      nextFrom = page.next;
      const gone = missing();
      order = order.filter(function (number) { return gone.indexOf(number) < 0; });
      gone.forEach(function (number) { views.delete(number); });
      read.forEach(function (view, number) { views.set(number, view); });
      fresh = Array.from(read.keys()).filter(function (number) { return order.indexOf(number) < 0; });
      still(showList);
    });
  };
  return readFrom(0).catch(function () { setTimeout(loadAgain, around(8)); });
}

acts.fresh = function () {
  load(0).then(function () {
    byId('list-title').tabIndex = -1;
    byId('list-title').focus();
  });
};
acts.more = function () { load(nextFrom); };

boots.push(function () {
  if (!byId('search')) return;
  let typing = 0;
  const again = function () { load(0); };
  show(byId('search-go'), false);
  show(byId('fresh'), true);
  show(byId('more-link'), false);
  byId('search').addEventListener('submit', function (event) { event.preventDefault(); again(); });
  byId('search').addEventListener('change', again);
  byId('q').addEventListener('input', function () { clearTimeout(typing); typing = setTimeout(again, 300); });
  // Who comes back from a vote reads on where this phone was: asking for the list would tell the air of it.
  if (order.length && !narrowedWhenLeft) showList();
  else again();
});
followers.push(function (update) {
  if (update.reload && !byId('questions')) order = [];
  if (update.reload) return void (byId('questions') && setTimeout(loadAgain, around(2)));
  const narrowed = isNarrowed();
  let counts = false;
  update.gone.forEach(function (number) {
    if (!views.delete(number)) return;
    total -= 1;
    counts = true;
    fresh = fresh.filter(function (one) { return one !== number; });
    order = order.filter(function (one) { return one !== number; });
    const item = byId('questions') && byId('questions').querySelector('[data-number="' + number + '"]');
    if (item) item.parentNode.removeChild(item);
  });
  update.questions.forEach(function (view) {
    const known = views.has(view.number);
    if (!known && narrowed) return;
    views.set(view.number, view);
    if (known) return showItem(view.number);
    total += 1;
    // Where nothing is shown yet nothing can move.
    (order.length ? fresh : order).push(view.number);
    if (order.length === 1) showList();
    counts = true;
  });
  Object.keys(update.votes).forEach(function (number) {
    if (!views.has(+number)) return;
    views.get(+number).votes = update.votes[number];
    showItem(+number);
  });
  if (counts) showCounts();
});
