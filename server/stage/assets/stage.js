'use strict';
// A screen of the stage: shows what it is sent, as text and shapes, and asks for nothing else.
(function () {
  var KEY = 'doithoai-stage';
  var SVG = 'http://www.w3.org/2000/svg';
  var WARNING_SECONDS = 30, AGAIN = 1500, SILENCE = 25000;
  var BETWEEN = '  ·  ';
  var THEMES = ['bright', 'dark', 'contrast'];
  var body = document.body, wall = document.getElementById('wall'), enter = document.getElementById('enter');
  var wrong = document.getElementById('wrong'), code = document.getElementById('code');
  var given = '', stream = null, shown = null, heard = 0;

  function kept(value) {
    try {
      if (value === undefined) return localStorage.getItem(KEY) || '';
      if (value) localStorage.setItem(KEY, value); else localStorage.removeItem(KEY);
    } catch (refused) { /* a browser that keeps nothing asks for a code again */ }
    return value || '';
  }

  function make(name, kind, text) {
    var made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  function shape(name, attributes, inside) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (inside || []).forEach(function (part) { made.appendChild(part); });
    return made;
  }

  function add(parent) {
    for (var i = 1; i < arguments.length; i++) if (arguments[i]) parent.appendChild(arguments[i]);
    return parent;
  }

  function field(width, height, inside) {
    return shape('svg', {viewBox: '0 0 ' + width + ' ' + height, preserveAspectRatio: 'none', 'aria-hidden': 'true'}, inside);
  }

  function rect(x, y, width, height, kind) {
    return shape('rect', {x: x, y: y, width: width, height: height, 'class': kind});
  }

  function row(block) {
    var said = make('span', 'said ' + block.role, block.text);
    if (block.below) add(said, make('span', 'below', block.below));
    return add(make('div', 'row'), block.sign ? make('span', 'sign', block.sign) : null, said,
      block.figure ? make('span', 'figure', block.figure) : null);
  }

  function figure(bar) { return bar.share && bar.share !== bar.figure ? bar.figure + ' · ' + bar.share : bar.figure; }

  function bars(block) {
    var made = make('div', 'chart');
    block.bars.forEach(function (bar) {
      var full = block.most ? 1000 * bar.amount / block.most : 0;
      var line = add(make('div', 'line'), make('span', 'label', bar.label), make('span', 'figure', figure(bar)));
      add(made, add(make('div', 'bar'), line, field(1000, 10, [rect(0, 0, 1000, 10, 'track'), rect(0, 0, full, 10, 'fill')])));
    });
    return made;
  }

  // A mark on the scale of places below each label, and the numbers of the places below the last.
  function places(block) {
    var made = make('div', 'chart places'), last = block.most / 100, axis = make('div', 'axis');
    function across(amount) { return last > 1 ? 40 + 920 * (amount - 100) / (block.most - 100) : 40; }
    block.bars.forEach(function (bar) {
      var parts = [rect(40, 4, 920, 2, 'quieter')];
      for (var place = 1; place <= last; place++) parts.push(rect(across(100 * place) - 1, 1, 2, 8, 'quieter'));
      parts.push(rect(across(bar.amount) - 10, 0, 20, 10, 'fill'));
      var line = add(make('div', 'line'), make('span', 'label', bar.label), make('span', 'figure', figure(bar)));
      add(made, add(make('div', 'bar'), line, field(1000, 10, parts)));
    });
    for (var step = Math.ceil(last / 10), place = last; place >= 1; place -= step) {
      var number = add(axis, make('span', 'quiet', String(place))).lastChild;
      number.style.left = across(100 * place) / 10 + '%';
    }
    return add(made, axis);
  }

  function whole(block) {
    var made = make('div', 'chart whole'), total = 0, at = 0, parts = [rect(0, 0, 1000, 10, 'track')];
    block.bars.forEach(function (bar) { total += bar.amount; });
    block.bars.forEach(function (bar, place) {
      var width = total ? 1000 * bar.amount / total : 0;
      parts.push(rect(at, 0, width, 10, 'part' + place % 4));
      at += width;
    });
    add(made, field(1000, 10, parts));
    block.bars.forEach(function (bar, place) {
      var key = add(make('span', 'key'), field(1, 1, [rect(0, 0, 1, 1, 'part' + place % 4)]));
      add(made, add(make('div', 'row'), key, make('span', 'said', bar.label), make('span', 'figure', figure(bar))));
    });
    return made;
  }

  function columns(block) {
    var made = make('div', 'chart columns');
    block.bars.forEach(function (bar) {
      var high = block.most ? 100 * bar.amount / block.most : 0;
      add(made, add(make('div', 'column'), make('div', 'figure', bar.figure),
        field(10, 100, [rect(0, 100 - high, 10, high, 'fill')]), make('div', 'label', bar.label)));
    });
    return made;
  }

  function drawn(block) {
    if (block.type === 'Words') return make('p', 'words ' + block.role, block.text);
    if (block.type === 'Row') return row(block);
    if (block.kind === 'places') return places(block);
    return block.kind === 'whole' ? whole(block) : block.kind === 'columns' ? columns(block) : bars(block);
  }

  function scan(slide, qr) {
    var svg = shape('svg', {viewBox: '0 0 ' + qr.size + ' ' + qr.size, 'shape-rendering': 'crispEdges', role: 'img'},
      [shape('path', {d: qr.path, fill: '#000000'})]);
    return add(make('div', 'scan'), svg, make('div', 'said', slide.scan.said),
      make('div', 'address', slide.scan.address), make('div', 'code', slide.scan.code));
  }

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function timer(left) {
    if (left === null || left === undefined) return null;
    if (left <= 0) return make('span', 'timer ending', body.dataset.timeUp);
    return make('span', 'timer' + (left <= WARNING_SECONDS ? ' ending' : ''), two(Math.floor(left / 60)) + ':' + two(left % 60));
  }

  function paged(slide) {
    if (slide.pages < 2) return null;
    return make('span', 'pages', body.dataset.page.replace('{page}', slide.page).replace('{pages}', slide.pages));
  }

  // The largest type in which all of the main text stands in its room: words whole, unless one is so long that
  // nobody could read the rest.
  function fit(room, text) {
    text.className = 'unbroken';
    if (largest(room, text) >= room.clientHeight / 12) return;
    text.className = '';
    largest(room, text);
  }

  function largest(room, text) {
    var low = 8, high = room.clientHeight;
    while (high - low > 1) {
      var size = Math.floor((low + high) / 2);
      text.style.fontSize = size + 'px';
      if (text.scrollHeight <= room.clientHeight && text.scrollWidth <= room.clientWidth) low = size; else high = size;
    }
    text.style.fontSize = low + 'px';
    return low;
  }

  function draw(picture) {
    shown = picture;
    var slide = picture.slide;
    wall.textContent = '';
    if (!slide) return;
    var head = add(make('header'), make('span', 'heading', slide.heading || ' '),
      slide.mark ? make('span', 'mark', slide.mark) : null, slide.clock ? make('span', 'clock', slide.clock) : null);
    var text = make('div'), room = add(make('div', 'main'), text);
    slide.blocks.forEach(function (block) { add(text, drawn(block)); });
    var middle = add(make('div', 'middle'), slide.scan && picture.code ? scan(slide, picture.code) : null,
      slide.blocks.length ? room : null);
    if (!slide.blocks.length) middle.style.justifyContent = 'center';
    var notes = make('span', 'notes'), kept = slide.notes.slice();
    notes.textContent = kept.join(BETWEEN);
    var foot = add(make('footer'), notes,
      timer(slide.seconds_left), slide.count ? make('span', 'count', slide.count) : null, paged(slide));
    add(wall, slide.call ? make('div', 'call', '► ' + slide.call) : null, head, slide.title ? make('div', 'title', slide.title) : null, middle, foot);
    while (kept.length && notes.scrollHeight > notes.clientHeight + 1) {
      kept.pop();
      notes.textContent = kept.join(BETWEEN);
    }
    if (slide.blocks.length) fit(room, text);
  }

  function ask(problem) {
    if (stream) stream.close();
    stream = null;
    given = kept('');
    wall.hidden = true;
    wall.textContent = '';
    enter.hidden = false;
    wrong.hidden = !problem;
    code.value = '';
    code.focus();
  }

  // The picture stays while the server is away; only a screen that was shut out loses it.
  function again() {
    var mine = given;
    fetch('/api/stage/' + mine + '/now').then(function (reply) {
      if (reply.status === 403) { if (mine === given) ask(false); return null; }
      return reply.ok ? reply.json() : null;
    }).then(function (picture) {
      if (picture && mine === given) draw(picture);
      setTimeout(function () { if (mine === given && given) follow(); }, picture ? 0 : AGAIN);
    }, function () { setTimeout(function () { if (mine === given && given) again(); }, AGAIN); });
  }

  function follow() {
    enter.hidden = true;
    wall.hidden = false;
    if (stream) stream.close();
    stream = new EventSource('/api/stage/' + given + '/live');
    heard = Date.now();
    stream.onmessage = function (event) { heard = Date.now(); draw(JSON.parse(event.data)); };
    stream.addEventListener('beat', function () { heard = Date.now(); });
    stream.onerror = function () { stream.close(); stream = null; setTimeout(again, AGAIN); };
  }

  function exchange(typed) {
    fetch('/api/stage', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({code: typed})})
      .then(function (reply) { return reply.ok ? reply.json() : null; })
      .then(function (reply) { if (reply) { given = kept(reply.pass); follow(); } else ask(true); }, function () { ask(true); });
  }

  enter.addEventListener('submit', function (event) { event.preventDefault(); exchange(code.value); });
  window.addEventListener('resize', function () { if (shown) draw(shown); });
  window.addEventListener('keydown', function (event) {
    if (event.key === 'F2') {
      event.preventDefault();
      var next = THEMES[(THEMES.indexOf(body.className) + 1) % THEMES.length];
      body.className = next;
    }
  });
  setInterval(function () { if (stream && Date.now() - heard > SILENCE) { stream.close(); stream = null; again(); } }, 5000);

  var invited = location.hash.slice(1);
  if (invited) { history.replaceState(null, '', location.pathname); exchange(invited); }
  else if ((given = kept())) follow();
  else ask(false);
})();
