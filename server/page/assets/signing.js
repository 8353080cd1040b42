// The signature: drawn with a finger or a mouse, or, by a button, the name written out in strokes.

// Capitals in a box of 4 by 6, a stroke of points each; marks stand above or below them.
const STROKES = {
  A: '06 20 46,13 33', B: '00 06 36 45 43 03 33 42 41 30 00', C: '41 30 10 01 05 16 36 45', D: '00 06 26 45 41 20 00',
  E: '40 00 06 46,03 33', F: '40 00 06,03 33', G: '41 30 10 01 05 16 36 45 43 23', H: '00 06,40 46,03 43', I: '20 26',
  J: '30 35 26 16 05', K: '00 06,40 03 46', L: '00 06 46', M: '06 00 23 40 46', N: '06 00 46 40', O: '10 01 05 16 36 45 41 30 10',
  P: '06 00 30 41 42 33 03', Q: '10 01 05 16 36 45 41 30 10,34 46', R: '06 00 30 41 42 33 03,23 46', S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40,20 26', U: '00 05 16 36 45 40', V: '00 26 40', W: '00 16 23 36 40', X: '00 46,40 06', Y: '00 23 40,23 26', Z: '00 40 06 46',
  '\u0300': '1a 2b', '\u0301': '2b 3a', '\u0302': '1b 2a 3b', '\u0303': '0b 1a 3b 4a', '\u0306': '1a 2b 3a', '\u0309': '2a 3a 2b',
  '\u031b': '40 5a', '\u0323': '17 27',
};

function signaturePad() {
  const pad = byId('pad');
  if (!pad) return;
  const pen = pad.getContext('2d');
  let strokes = [];
  pen.lineWidth = 6;
  pen.lineCap = pen.lineJoin = 'round';
  function place(event) {
    const box = pad.getBoundingClientRect();
    return [(event.clientX - box.left) * 1000 / box.width, (event.clientY - box.top) * 400 / box.height];
  }
  function inside(point) {
    return [Math.max(0, Math.min(1000, Math.round(point[0]))), Math.max(0, Math.min(400, Math.round(point[1])))];
  }
  function begin(point) {
    strokes.push([inside(point)]);
    draw();
  }
  function goOn(point) {
    const stroke = strokes[strokes.length - 1];
    const to = inside(point);
    const last = stroke[stroke.length - 1];
    // Points closer than a line's width change nothing that can be seen, and a signature must stay short.
    if (Math.abs(to[0] - last[0]) + Math.abs(to[1] - last[1]) < 6) return;
    stroke.push(to);
    draw();
  }
  function draw() {
    const stroke = strokes[strokes.length - 1];
    const last = stroke[stroke.length - 1];
    const before = stroke[stroke.length - 2] || last;
    pen.beginPath();
    pen.moveTo(before[0], before[1]);
    pen.lineTo(last[0], last[1] + (before === last ? 1 : 0));
    pen.stroke();
    byId('signature').value = strokes.map(function (one) {
      return 'M' + one.map(function (p) { return p.join(' '); }).join('L');
    }).join('');
  }
  function clear() {
    strokes = [];
    byId('signature').value = '';
    pen.clearRect(0, 0, pad.width, pad.height);
  }
  pad.addEventListener('pointerdown', function (event) {
    pad.setPointerCapture(event.pointerId);
    begin(place(event));
    event.preventDefault();
  });
  pad.addEventListener('pointermove', function (event) {
    if (pad.hasPointerCapture(event.pointerId)) goOn(place(event));
  });
  byId('clear').addEventListener('click', clear);
  show(byId('write-name'), true);
  byId('write-name').addEventListener('click', function () {
    const name = byId('name').value.trim();
    if (!name) return byId('name').focus();
    clear();
    const letters = Array.from(name.toUpperCase().normalize('NFD'));
    const wide = letters.filter(function (letter) { return letter < '\u0300' || letter > '\u036f'; }).length;
    const step = Math.min(80, 940 / wide);
    let left = 30 - step;
    letters.forEach(function (letter) {
      const isMark = letter >= '\u0300' && letter <= '\u036f';
      if (!isMark) left += step;
      const shape = letter === 'Đ' ? STROKES.D + ',03 23' : STROKES[letter] || '';
      shape.split(',').filter(Boolean).forEach(function (stroke) {
        stroke.split(' ').forEach(function (point, first) {
          const down = { a: -2, b: -1 }[point.charAt(1)];
          const to = [left + point.charAt(0) * step / 6, 200 + (down === undefined ? +point.charAt(1) : down) * step / 4];
          if (first) goOn(to);
          else begin(to);
        });
      });
    });
    signal(say('name_written'), 5);
  });
}
