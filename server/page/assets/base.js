// What every part of the page stands on: the start data, words, elements, this phone's storage, requests.

// Boots run once the page is there: boots.push(function () { … }); followers are told of each live update.
const boots = [];
const followers = [];
let start = {};

function byId(id) { return document.getElementById(id); }

function readStart() {
  start = JSON.parse(byId('start').textContent);
}

function say(key, facts) {
  return start.words[key].replace(/\{(\w+)\}/g, function (_, name) { return facts[name]; });
}

// Text only ever becomes text: children that are strings are text nodes.
function make(tag, attributes) {
  const element = document.createElement(tag);
  Object.keys(attributes || {}).forEach(function (name) {
    if (name === 'onclick') element.addEventListener('click', attributes[name]);
    else element.setAttribute(name, attributes[name]);
  });
  for (let i = 2; i < arguments.length; i++) {
    const child = arguments[i];
    if (child) element.appendChild(typeof child === 'string' ? document.createTextNode(child) : child);
  }
  return element;
}

function fill(element, children) {
  while (element.firstChild) element.removeChild(element.firstChild);
  children.forEach(function (child) { if (child) element.appendChild(child); });
}

function show(element, on) { if (element) element.hidden = !on; }

function problem(id, sentence) {
  const place = byId(id);
  if (!place) return;
  place.textContent = sentence || '';
  show(place, !!sentence);
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

// Resolves to the reply's JSON; rejects with {code, sentence, facts}, code "network" when nothing came back.
function ask(method, path, body) {
  return request(method, path, body).catch(function (refusal) {
    const stale = refusal.code === 'no-pass' && start.pass && start.pass !== shelf.get('pass', '');
    if (!stale) throw refusal;
    shelf.put('pass', start.pass);
    return request(method, path, body);
  });
}

function request(method, path, body) {
  const stop = window.AbortController ? new AbortController() : null;
  const timer = setTimeout(function () { if (stop) stop.abort(); }, REPLY_SECONDS * SECONDS);
  const headers = { 'X-Pass': shelf.get('pass', ''), 'Accept-Language': start.language };
  if (body) headers['Content-Type'] = 'application/json';
  return fetch(path, {
    method: method,
    headers: headers,
    body: body ? JSON.stringify(body) : undefined,
    credentials: 'omit',
    signal: stop ? stop.signal : undefined,
  }).then(function (reply) {
    return reply.json().then(function (value) {
      if (reply.ok) return value;
      throw value.error;
    });
  }).catch(function (failed) {
    throw failed && failed.code && failed.sentence ? failed : { code: 'network', sentence: '', facts: {} };
  }).then(function (value) { clearTimeout(timer); return value; },
    function (refusal) { clearTimeout(timer); throw refusal; });
}

function day(text) {
  const parts = text.split('-');
  if (parts.length !== 3) return text;
  if (start.language === 'en') {
    const date = new Date(Date.UTC(+parts[0], parts[1] - 1, +parts[2]));
    return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  }
  return parts.reverse().join('/');
}
