// The forms of votes, surveys, pledges and checking in: drafts, progress, what is left out, the signature.

const NOT_A_DRAFT = ['pass', 'section', 'lang', 'signature', 'edition', 'round'];

function draftName() { return 'draft.' + start.section; }

function isPick(field) { return field.type === 'radio' || field.type === 'checkbox'; }

function isNone(field) { return field.hasAttribute('data-none'); }

function formPairs(form) {
  return Array.prototype.filter.call(form.elements, function (field) {
    return field.name && field.type !== 'submit' && (!isPick(field) || field.checked);
  }).map(function (field) { return [field.name, field.value]; });
}

function draftOf(form) {
  return formPairs(form).filter(function (pair) { return NOT_A_DRAFT.indexOf(pair[0]) < 0 && pair[1]; });
}

function keepDraft(form) { shelf.put(draftName(), draftOf(form)); }

function takeDraft(form) {
  const draft = shelf.get(draftName(), []);
  (draft.length ? draft : sent[start.section] || []).forEach(function (pair) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name !== pair[0] || NOT_A_DRAFT.indexOf(pair[0]) >= 0) return;
      if (isPick(field)) field.checked = field.checked || field.value === pair[1];
      else if (!field.value || pair[0] === 'receipt') field.value = pair[1];
    });
  });
}

// The button of a form that was sent from this page says that it is sent anew.
function sayAgain() {
  const button = document.querySelector('[data-again]');
  if (button && sent[start.section]) write(button, button.getAttribute('data-again'));
}

function items(form) { return Array.prototype.slice.call(form.querySelectorAll('[data-item]')); }

function isFilled(item) {
  return item.querySelector('input:checked') || Array.prototype.some.call(
    item.querySelectorAll('select, textarea, input.number'), function (field) { return field.value.trim(); });
}

function showFilled(form) {
  const place = byId('filled');
  if (!place) return;
  const done = items(form).filter(isFilled).length;
  place.querySelector('progress').value = done;
  write(place.querySelector('span'), say('answered', { count: done, all: items(form).length }));
  show(place, true);
}

// "No opinion" stands alone: choosing it takes every other answer of the item away, and the other way round.
function standAlone(changed) {
  const item = changed.closest('fieldset');
  if (!item || (isPick(changed) ? !changed.checked : !changed.value)) return;
  Array.prototype.forEach.call(item.querySelectorAll('input, select, textarea'), function (field) {
    if (field === changed || isNone(field) === isNone(changed)) return;
    if (isPick(field)) field.checked = false;
    else field.value = '';
  });
}

// The items that must be answered and are not: named, linked and marked. True if there are any.
function leftOut(form) {
  const missing = items(form).filter(function (item) {
    const left = item.hasAttribute('data-required') && !isFilled(item);
    item.className = left ? 'left' : '';
    return left;
  });
  const place = byId('missing');
  if (!place) return false;
  keepShowing(place.querySelector('ul'), missing.map(function (item) {
    return { id: item.id, text: item.querySelector('legend').textContent };
  }), function (one) { return one.id; }, function (one) {
    return make('li', {}, make('a', { href: '#' + one.id, 'data-act': 'item', 'data-key': one.id }, one.text));
  });
  show(place, missing.length);
  if (!missing.length) return false;
  signal(place.querySelector('p').textContent, 6);
  place.tabIndex = -1;
  place.focus();
  return true;
}
acts.item = function (id) {
  const field = byId(id).querySelector('input, select, textarea');
  byId(id).scrollIntoView({ block: 'center' });
  field.focus({ preventScroll: true });
};

function send(form) {
  const pairs = formPairs(form);
  const texts = Array.prototype.map.call(form.querySelectorAll('textarea'), function (field) { return field.value; });
  problem('problem', '');
  show(byId('taken'), false);
  post({
    id: start.section, kind: 'form', path: form.getAttribute('action'), pairs: pairs, section: start.section,
    title: document.querySelector('main h2').textContent, text: texts.filter(Boolean).join('\n\n'),
    round: start.vote ? start.vote.round : 1, draft: form.hasAttribute('data-keep') ? draftOf(form) : [],
    keep: form.hasAttribute('data-keep'), leave: form.hasAttribute('data-leave'), open: !start.vote || !!byId('pad'),
  });
  const entry = waitingFor(start.section);
  if (entry) signal(standing(entry), 6);
}

function showHere(form) {
  const leave = byId('withdraw');
  if (!leave) return;
  if (shelf.get('here', false)) {
    leave.elements.receipt.value = form.elements.receipt.value;
    show(byId('here'), true);
    show(byId('find'), false);
  }
  leave.addEventListener('submit', function (event) {
    event.preventDefault();
    send(leave);
  });
}

boots.push(function () {
  const form = byId('take');
  if (!form) return;
  show(form, true);
  show(byId('kept'), keeps);
  sayAgain();
  takeDraft(form);
  if (form.slip && !form.slip.value && slip.length === 12) form.slip.value = slip;
  // What was typed while this script was still on its way is as dear as what follows.
  keepDraft(form);
  showFilled(form);
  showHere(form);
  signaturePad();
  form.setAttribute('novalidate', '');
  form.addEventListener('input', function (event) {
    standAlone(event.target);
    keepDraft(form);
    showFilled(form);
    if (items(form).some(function (item) { return item.className; })) leftOut.marks(form);
  });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    const empty = form.querySelector('input[required]');
    if (empty && !empty.value.trim()) return empty.focus();
    if (!leftOut(form)) send(form);
  });
});

leftOut.marks = function (form) {
  items(form).forEach(function (item) { if (isFilled(item)) item.className = ''; });
};
