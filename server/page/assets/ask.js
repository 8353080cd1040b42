// The form: a draft that outlives a reload, a count in characters as people see them, Send within reach.

const segments = window.Intl && Intl.Segmenter ? new Intl.Segmenter() : null;
const DRAFT = ['text', 'area', 'name', 'unit', 'prompt'];

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
  const drafts = shelf.get('drafts', {});
  const draft = drafts[field('prompt').value] = {};
  DRAFT.forEach(function (name) { draft[name] = field(name).value; });
  shelf.put('drafts', drafts);
}

function fillForm(entry) {
  DRAFT.forEach(function (name) { field(name).value = entry[name] || ''; });
  if (entry.name || entry.unit) byId('names').open = true;
  saveDraft();
  showCount();
}

function showCount() {
  const used = characters(field('text').value);
  const left = start.limit - used;
  const place = byId('count');
  write(place, left < 0 ? say('too_long', { over: -left }) : say('characters', { count: used, limit: start.limit }));
  place.className = left < 0 ? 'count problem' : 'count';
  field('text').setAttribute('aria-invalid', left < 0);
  byId('check').disabled = used < 10;
  return used > 0 && left >= 0;
}

function submitQuestion(event) {
  event.preventDefault();
  if (!showCount()) return field('text').focus();
  const text = field('text').value;
  // Looking for what one might not want others to read is a part that comes later; a question does not wait for it.
  if (window.careFor && careFor(text)) return;
  const receipt = newReceipt();
  const body = { receipt: receipt, text: text };
  DRAFT.slice(1).forEach(function (name) { if (field(name).value) body[name] = field(name).value; });
  body.prompt = +body.prompt || 0;
  fillForm({ prompt: field('prompt').value });
  problem('problem', '');
  problem('draft-note', '');
  post({ id: receipt, kind: 'question', path: '/api/questions', body: body, text: text });
  const entry = waitingFor(receipt);
  if (entry) signal(standing(entry), 6);
  if (window.showHint) showHint([], []);
}

boots.push(function () {
  const form = byId('form');
  if (!form) return;
  const draft = shelf.get('drafts', {})[field('prompt').value];
  if (draft && draft.text && !field('text').value) {
    fillForm(draft);
    problem('draft-note', say('draft_back'));
  }
  if (!keeps) problem('problem', say('no_storage'));
  form.setAttribute('novalidate', '');
  form.addEventListener('submit', submitQuestion);
  form.addEventListener('input', function () { saveDraft(); showCount(); });
  show(byId('check'), true);
  showCount();
});
