// The form: a draft that outlives a reload, a count in characters as people see them, hints when asked for.

const segments = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;

function characters(text) {
  const normal = text.trim().normalize('NFC');
  if (!segments) return Array.from(normal).length;
  let count = 0;
  const each = segments.segment(normal)[Symbol.iterator]();
  while (!each.next().done) count += 1;
  return count;
}

function field(name) { return byId('form').elements[name]; }

function saveDraft() {
  shelf.put('draft', {
    text: field('text').value, area: field('area').value, name: field('name').value, unit: field('unit').value,
  });
}

function fillForm(entry) {
  field('text').value = entry.text;
  field('area').value = entry.area || '';
  field('name').value = entry.name || '';
  field('unit').value = entry.unit || '';
  if (entry.name || entry.unit) byId('names').open = true;
}

function refillForm(entry) {
  fillForm(entry);
  saveDraft();
  showCount();
  field('text').focus();
}

function showCount() {
  const used = characters(field('text').value);
  const over = used - start.limit;
  const place = byId('count');
  place.textContent = over > 0 ? say('too_long', { over: over }) : say('characters', { count: used, limit: start.limit });
  place.className = over > 0 ? 'count problem' : 'count';
  field('text').setAttribute('aria-invalid', over > 0 ? 'true' : 'false');
  show(byId('check'), used >= 10);
}

function submitQuestion(event) {
  event.preventDefault();
  const text = field('text').value;
  const used = characters(text);
  if (used === 0 || used > start.limit) return field('text').focus();
  problem('problem', '');
  post({
    receipt: newReceipt(), text: text, area: field('area').value, name: field('name').value,
    unit: field('unit').value, prompt: +field('prompt').value || 0,
  });
  byId('form').reset();
  field('text').value = '';
  showHint([], []);
  saveDraft();
  showCount();
  byId('outbox').scrollIntoView({ block: 'center' });
}

function showHint(children, similar) {
  if (similar.length) {
    const list = make('ul', { class: 'questions' });
    fill(list, similar.map(questionItem));
    children.push(make('p', { class: 'note' }, say('similar')), list);
  }
  fill(byId('hint'), children);
  show(byId('hint'), children[0]);
}

function words(text) {
  return new Set(text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').split(/\W+/));
}

// Nothing that is being written leaves the phone unasked: while it is written the phone looks among the questions it
// shows, and the laptop among all when a button is pressed.
function lookForRepeats() {
  const written = words(field('text').value);
  showHint([], Array.from(shown.values()).filter(function (view) {
    let both = 0;
    words(view.text).forEach(function (word) { both += written.has(word); });
    return both > 5 && both > 0.7 * written.size;
  }).slice(0, 2));
}

function checkText() {
  ask('POST', '/api/hint', { text: field('text').value.slice(0, 2000) }).then(function (hint) {
    const known = Array.prototype.filter.call(field('area').options, function (one) { return one.value === hint.area; })[0];
    const children = [];
    if (hint.area && known) {
      children.push(make('button', { type: 'button', onclick: function () {
        known.selected = true; saveDraft();
      } }, say('suggested', { area: known.text })));
    } else if (!hint.similar.length) children.push(make('p', { class: 'note' }, say('nothing_similar')));
    showHint(children, hint.similar);
  }).catch(function (refusal) { problem('problem', refusal.sentence || say('lost')); });
}

boots.push(function () {
  const form = byId('form');
  if (!form) return;
  const draft = shelf.get('draft', null);
  if (draft && draft.text && !field('text').value) {
    fillForm(draft);
    problem('draft-note', say('draft_back'));
  }
  if (!keeps) problem('problem', say('no_storage'));
  form.setAttribute('novalidate', '');
  form.addEventListener('submit', submitQuestion);
  let typing = 0;
  form.addEventListener('input', function () { saveDraft(); showCount(); problem('draft-note', ''); });
  field('text').addEventListener('input', function () { clearTimeout(typing); typing = setTimeout(lookForRepeats, 500); });
  byId('check').addEventListener('click', checkText);
  showCount();
});
