// What every part of the page stands on: the start data, words, elements, this phone's storage, requests.
// The parts share the page's one scope, so that those fetched later find what stands here.

// Boots run once the page is there, and anew for each page shown in its place; followers are told of each live update.
const boots = [];
const followers = [];
const words = {};
let start = {};
let booted = 0;

function byId(id) { return document.getElementById(id); }

function readStart() {
  start = JSON.parse(byId('start').textContent);
  Object.assign(words, start.words);
}

// Calls what a part brings, once it is there.
function later(name) { if (window[name]) window[name](); }

function boot() {
  while (booted < boots.length) boots[booted++]();
}

function say(key, facts) {
  return words[key].replace(/\{(\w+)\}/g, function (_, name) { return facts[name]; });
}

// Text only ever becomes text: children that are strings are text nodes.
function make(tag, attributes) {
  const element = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
  for (let i = 2; i < arguments.length; i++) {
    const child = arguments[i];
    if (child) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
  return element;
}

function show(element, on) { if (element) element.hidden = !on; }

function write(element, text) { if (element && element.textContent !== text) element.textContent = text; }

function problem(id, sentence) {
  write(byId(id), sentence || '');
  show(byId(id), !!sentence);
}

// What a click on a button with this data-act does: told the element and its data-key.
const acts = {};
document.addEventListener('click', function (event) {
  const pressed = event.target.closest && event.target.closest('[data-act]');
  if (!pressed || !start.key) return;
  event.preventDefault();
  const act = function () { acts[pressed.getAttribute('data-act')](pressed.getAttribute('data-key'), pressed); };
  if (acts[pressed.getAttribute('data-act')]) act();
  else need('rest').then(act);
});

function button(words, act, key) {
  return make('button', { type: 'button', 'data-act': act, 'data-key': key }, words);
}

// Storage that throws (private mode) is replaced by memory for as long as the page lives.
const memory = {};
let keeps = true;
try {
  localStorage.setItem('doithoai', '1');
} catch (_) {
  keeps = false;
}

const shelf = {
  get: function (name, otherwise) {
    try {
      const kept = keeps ? localStorage.getItem(start.key + '.' + name) : memory[name];
      return kept ? JSON.parse(kept) : otherwise;
    } catch (_) {
      return otherwise;
    }
  },
  put: function (name, value) {
    const text = JSON.stringify(value);
    memory[name] = text;
    try {
      if (keeps) localStorage.setItem(start.key + '.' + name, text);
    } catch (_) {
      keeps = false;
    }
  },
};

const SECONDS = 1000;
const REPLY_SECONDS = 15;

function around(seconds) { return seconds * SECONDS * (0.5 + Math.random()); }

// `answer` if it comes in time: a laptop that froze takes a request and never says a word.
function inTime(answer, seconds) {
  return Promise.race([answer, new Promise(function (_, refuse) { setTimeout(refuse, seconds * SECONDS); })]);
}

// A pass that opens nothing any more gives way to the one that came with this page.
function takesNewPass(refusal) {
  if (!refusal || refusal.code !== 'no-pass' || !start.pass || start.pass === shelf.get('pass', '')) return false;
  shelf.put('pass', start.pass);
  return true;
}

function formText(pairs) {
  return pairs.map(function (pair) { return pair.map(encodeURIComponent).join('='); }).join('&');
}

// Resolves to the reply's JSON; rejects with {code, sentence, facts}, code "network" when nothing came back.
// A body that is a list of pairs goes as a form does.
function ask(method, path, body) {
  const headers = { 'X-Pass': shelf.get('pass', ''), 'Accept-Language': start.language, Accept: 'application/json' };
  const pairs = Array.isArray(body);
  if (body) headers['Content-Type'] = 'application/' + (pairs ? 'x-www-form-urlencoded' : 'json');
  return inTime(fetch(path, {
    method: method,
    headers: headers,
    body: !body ? undefined : pairs ? formText(body) : JSON.stringify(body),
    credentials: 'omit',
  }).then(function (reply) {
    return reply.json().then(function (value) {
      if (reply.ok) return value;
      throw value.error;
    });
  }), REPLY_SECONDS).catch(function (failed) {
    if (takesNewPass(failed)) return ask(method, path, pairs ? freshPairs(body) : body);
    throw failed && failed.sentence ? failed : { code: 'network' };
  });
}

// The one region that is spoken: for some seconds, or until something else is said.
let fading = 0;
function signal(sentence, seconds) {
  clearTimeout(fading);
  write(byId('signal'), sentence || '');
  if (seconds) fading = setTimeout(signal, seconds * SECONDS);
}
