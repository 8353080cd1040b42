// What helps before sending: whether somebody asked this already, and a gentle word on what others might read.

function showHint(children, similar) {
  const place = byId('hint');
  while (place.firstChild) place.removeChild(place.firstChild);
  children.forEach(function (child) { place.appendChild(child); });
  if (similar.length) {
    place.appendChild(make('p', { class: 'note' }, say('similar')));
    place.appendChild(similar.reduce(function (list, view) {
      list.appendChild(questionItem(view));
      return list;
    }, make('ul', { class: 'questions' })));
  }
  show(place, place.firstChild);
}

function wordsOf(text) {
  return new Set(text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/g, 'd').split(/\W+/));
}

// Nothing that is being written leaves the phone unasked: while it is written the phone looks among the questions it
// shows, and the laptop among all when a button is pressed.
function lookForRepeats() {
  const written = wordsOf(field('text').value);
  const similar = Array.from(views.values()).filter(function (view) {
    let both = 0;
    wordsOf(view.text).forEach(function (word) { both += written.has(word); });
    return both > 5 && both > 0.7 * written.size;
  }).slice(0, 2);
  showHint([], similar);
  if (similar.length) signal(say('similar'), 5);
}

acts.check = function () {
  signal(say('looking'), start.beat);
  carry('/api/hint', { text: field('text').value.slice(0, 2000) }).then(function (hint) {
    const known = Array.prototype.filter.call(field('area').options, function (one) { return one.value === hint.area; })[0];
    const children = [];
    if (hint.area && known) children.push(button(say('suggested', { area: known.text }), 'area', hint.area));
    else if (!hint.similar.length) children.push(make('p', { class: 'note' }, say('nothing_similar')));
    showHint(children, hint.similar);
    signal(byId('hint').firstChild.textContent, 5);
  }).catch(function (refusal) { signal(refusal.sentence || say('lost'), 6); });
};
acts.area = function (area) {
  field('area').value = area;
  saveDraft();
  signal(field('area').selectedOptions[0].text, 4);
};

// Identity papers have 12 digits after a nought, or 9 in one piece; phones 10 or 11 after 0 or 84. People are known by
// a title or a family name before theirs.
function careForNumber(text) {
  return (text.match(/\+?\d(?:[\s.-]?\d){8,12}/g) || []).map(function (found) {
    const digits = found.replace(/\D/g, '');
    if (digits.length === 12 && digits.charAt(0) === '0' || /^\d{9}$/.test(found)) return 'care_identity';
    return /^(0|84)[235789]\d{8,9}$/.test(digits) ? 'care_phone' : '';
  }).filter(Boolean)[0];
}

const CAPITAL = 'A-ZÀ-ỸĐ';
const NAMED = new RegExp('(?:^|[\\s(])(?:(?:ông|bà|anh|chị|cô|chú|đồng chí|đ\\/c|thầy|bác)\\s+[' + CAPITAL + '][a-zà-ỹđ]+|' +
  '(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Mai|Lương)(?:\\s+[' +
  CAPITAL + '][a-zà-ỹđ]+){1,3})');
let caredFor = '';

// Whether the writer should look once more: said once for a text, and Send then sends it as it is.
function careFor(text) {
  const normal = text.normalize('NFC');
  const found = careForNumber(normal) || (NAMED.test(normal) ? 'care_name' : '');
  if (!found || caredFor === text) return false;
  caredFor = text;
  problem('problem', say(found) + ' ' + say('care_send'));
  signal(say(found), 8);
  byId('problem').scrollIntoView({ block: 'nearest' });
  return true;
}

boots.push(function () {
  if (!byId('form')) return;
  let typing = 0;
  field('text').addEventListener('input', function () { clearTimeout(typing); typing = setTimeout(lookForRepeats, 500); });
});
