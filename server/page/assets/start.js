// Putting it together: parts fetched when they are needed, tabs, the history, and everything begins.

const parts = {};
const PART_TRIES = 6;
const TABS = ['ask', 'list', 'mine'];

// A part of the script, once: tried again where it did not come. Until then the page works as it does without scripts.
function need(name) {
  if (!parts[name]) parts[name] = fetchPart(start.parts[name], 0).then(boot);
  parts[name].catch(function () { delete parts[name]; });
  return parts[name];
}

function fetchPart(path, tries) {
  const script = make('script', { src: path + (tries ? '?' + tries : '') });
  return inTime(new Promise(function (done, missed) {
    script.onload = done;
    script.onerror = missed;
    document.head.appendChild(script);
  }), REPLY_SECONDS).catch(function () {
    document.head.removeChild(script);
    if (tries > PART_TRIES) throw { code: 'network' };
    return new Promise(function (again) { setTimeout(again, around(1 + tries)); }).then(function () {
      return fetchPart(path, tries + 1);
    });
  });
}

function isSection(name) { return /^[a-z]\d+$/.test(name); }

function tabIn(hash) {
  const name = hash.slice(1);
  return TABS.indexOf(name) > 0 ? name : 'ask';
}

function goTo(name) {
  if (!byId('tabs')) return;
  TABS.forEach(function (section) {
    const tab = byId('tabs').querySelector('[href="#' + section + '"]');
    if (section === name) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
    show(byId(section), section === name);
  });
  show(byId('look-up'), name === 'mine');
  if (name !== 'ask') need('rest');
}

// A change of page for everyone: the heading has the focus, the title says where one is.
function arrive() {
  const headings = document.querySelectorAll('main h2');
  const heading = Array.prototype.filter.call(headings, function (one) { return one.offsetParent; })[0];
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
  window.scrollTo(0, 0);
  document.title = heading.textContent + ' · ' + document.title.split(' · ').pop();
}

function leaveTrace(place) { history.pushState(null, '', place); }

// Where the history leads: a tab of this page, or a page fetched anew.
function follow() {
  const name = location.hash.slice(1);
  const section = isSection(name) ? name : '';
  if (section !== start.section) return need('rest').then(function () { return openSection(section, true); });
  goTo(tabIn(location.hash));
  arrive();
}
window.addEventListener('popstate', function () { if (start.pass) follow(); });

boots.push(function () {
  const tabs = byId('tabs');
  if (!tabs) return;
  tabs.addEventListener('click', function (event) {
    const tab = event.target.closest('a');
    if (!tab) return;
    event.preventDefault();
    const name = tab.getAttribute('href').slice(1);
    leaveTrace('#' + name);
    goTo(name);
    arrive();
  });
  goTo(tabIn(location.hash));
});

// The page's address holds no code any more, so that asking for it in the other language finds this phone joined.
boots.push(function () {
  const other = byId('switch');
  if (other) other.addEventListener('click', function (event) {
    event.preventDefault();
    location.search = '?lang=' + other.parentNode.lang;
  });
});

document.addEventListener('click', function (event) {
  const link = event.target.closest && event.target.closest('[data-section]');
  if (!link || !keeps || !start.key) return;
  event.preventDefault();
  need('rest').then(function () { openSection(link.getAttribute('data-section')); });
});

document.addEventListener('submit', function (event) {
  if (event.target.id !== 'look-up-form' || !start.key) return;
  event.preventDefault();
  need('rest').then(function () { lookUpTyped(); }, function () { event.target.submit(); });
});

// The rest of the script comes with the first touch, where this phone has something to follow, or a while later.
boots.push(function () {
  if (start.pass) setTimeout(need, around(20), 'rest');
  if (shelf.get('mine', []).length || waiting().length || over() || shelf.get('cast', 0)) need('rest');
  if (byId('take')) need('ballots');
});
['pointerdown', 'touchstart', 'focusin', 'scroll', 'keydown'].forEach(function (name) {
  document.addEventListener(name, function wake() {
    document.removeEventListener(name, wake);
    if (start.key) need('rest');
  }, { passive: true });
});

function begin() {
  enterWithPass().then(function () {
    adoptPass();
    boot();
    if (start.pass && isSection(location.hash.slice(1))) follow();
  });
}

// A phone back from its memory of pages goes on as if it had slept.
window.addEventListener('pageshow', function (event) { if (event.persisted && start.live) { listen(); deliverNow(); } });

// Where the browser is too old for the script, the page works as it does without any.
if (window.fetch && window.Promise && window.history.pushState && document.body.closest && Array.from) {
  readStart();
  begin();
}
