// The forms of votes, surveys and pledges: sending until the laptop has it, drafts, progress, the signature.

const hall = window.doithoai;
const byId = hall.byId, say = hall.say, show = hall.show, shelf = hall.shelf;
const problem = hall.problem, around = hall.around, showPage = hall.showPage, pageText = hall.pageText;

function draftName() { return 'draft.' + hall.start().section; }

function formPairs(form) {
  const pairs = [];
  Array.prototype.forEach.call(form.elements, function (field) {
    if (!field.name || field.type === 'submit' || ((field.type === 'radio' || field.type === 'checkbox') && !field.checked)) return;
    pairs.push([field.name, field.name === 'pass' ? shelf.get('pass', field.value) : field.value]);
  });
  return pairs;
}

function keepDraft(form) {
  shelf.put(draftName(), formPairs(form).filter(function (pair) {
    return ['pass', 'section', 'lang', 'signature', 'edition'].indexOf(pair[0]) < 0 && pair[1];
  }));
}

function takeDraft(form) {
  shelf.get(draftName(), []).forEach(function (pair) {
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name !== pair[0]) return;
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.checked || field.value === pair[1];
      else if (!field.value || pair[0] === 'receipt') field.value = pair[1];
    });
  });
}

function showFilled(form) {
  const place = byId('filled');
  if (!place) return;
  const items = form.querySelectorAll('[data-item]');
  const done = Array.prototype.filter.call(items, function (item) {
    return item.querySelector(':checked:not(option)') || Array.prototype.some.call(
      item.querySelectorAll('select, textarea, input:not([type])'), function (field) { return field.value; });
  }).length;
  place.querySelector('progress').value = done;
  place.querySelector('span').textContent = say('answered', { count: done, all: items.length });
  show(place, true);
}

function send(form, tries) {
  const button = form.querySelector('button');
  button.disabled = true;
  fetch(form.action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: formPairs(form).map(function (pair) { return pair.map(encodeURIComponent).join('='); }).join('&'),
    credentials: 'omit',
  }).then(pageText).then(function (text) {
    if (/id="taken"/.test(text)) taken(form);
    showPage(text);
  }).catch(function (refusal) {
    if (refusal.sentence) {
      button.disabled = false;
      return problem('problem', refusal.sentence);
    }
    // A ballot sent twice replaces itself, so trying again is safe.
    problem('problem', say('retrying'));
    setTimeout(function () { if (document.body.contains(form)) send(form, tries + 1); }, around(Math.min(15, 2 + tries * 2)));
  });
}

// A ballot's draft is done with. A check-in stays on this phone with its receipt, to be corrected or withdrawn.
function taken(form) {
  if (form.hasAttribute('data-keep')) keepDraft(form);
  else shelf.put(draftName(), []);
  if (form.hasAttribute('data-keep') || form.hasAttribute('data-leave')) shelf.put('here', form.hasAttribute('data-keep'));
}

function showHere(form) {
  const leave = byId('withdraw');
  if (!leave) return;
  if (!byId('here').hidden) keepDraft(form);
  else if (shelf.get('here', false)) {
    leave.elements.receipt.value = form.elements.receipt.value;
    show(byId('here'), true);
    show(byId('find'), false);
  }
  leave.addEventListener('submit', function (event) {
    event.preventDefault();
    send(leave, 0);
  });
}

function signaturePad() {
  const pad = byId('pad');
  if (!pad) return;
  const pen = pad.getContext('2d');
  let strokes = [];
  pen.lineWidth = 6;
  pen.lineCap = pen.lineJoin = 'round';
  function at(event) {
    const box = pad.getBoundingClientRect();
    return [
      Math.max(0, Math.min(1000, Math.round((event.clientX - box.left) * 1000 / box.width))),
      Math.max(0, Math.min(400, Math.round((event.clientY - box.top) * 400 / box.height))),
    ];
  }
  function draw(stroke) {
    const last = stroke[stroke.length - 1];
    const before = stroke[stroke.length - 2] || last;
    pen.beginPath();
    pen.moveTo(before[0], before[1]);
    pen.lineTo(last[0], last[1] + (before === last ? 1 : 0));
    pen.stroke();
  }
  pad.addEventListener('pointerdown', function (event) {
    pad.setPointerCapture(event.pointerId);
    strokes.push([at(event)]);
    draw(strokes[strokes.length - 1]);
    event.preventDefault();
  });
  pad.addEventListener('pointermove', function (event) {
    if (!pad.hasPointerCapture(event.pointerId)) return;
    const stroke = strokes[strokes.length - 1];
    const point = at(event);
    const last = stroke[stroke.length - 1];
    // Points closer than a line's width change nothing that can be seen, and a signature must stay short.
    if (Math.abs(point[0] - last[0]) + Math.abs(point[1] - last[1]) < 6) return;
    stroke.push(point);
    draw(stroke);
    byId('signature').value = strokes.map(function (one) {
      return 'M' + one.map(function (p) { return p.join(' '); }).join('L');
    }).join('');
  });
  byId('clear').addEventListener('click', function () {
    strokes = [];
    byId('signature').value = '';
    pen.clearRect(0, 0, pad.width, pad.height);
  });
}

function boot() {
  const form = byId('take');
  if (!form) return;
  show(form, true);
  takeDraft(form);
  if (form.slip && !form.slip.value && hall.slip.length === 12) form.slip.value = hall.slip;
  // What was typed while this script was still on its way is as dear as what follows.
  keepDraft(form);
  showFilled(form);
  showHere(form);
  signaturePad();
  form.addEventListener('input', function () { keepDraft(form); showFilled(form); });
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    send(form, 0);
  });
}

hall.boots.push(boot);
boot();
