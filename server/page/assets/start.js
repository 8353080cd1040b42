// Putting it together: tabs, and everything begins.

function goTo(name) {
  const tabs = byId('tabs');
  if (!tabs) return;
  Array.prototype.forEach.call(tabs.querySelectorAll('a'), function (tab) {
    const section = tab.getAttribute('href').slice(1);
    const on = section === name;
    if (on) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
    show(byId(section), on);
  });
  show(byId('look-up'), name === 'mine');
}

// The page's address holds no code any more, so that asking for it in the other language finds this phone joined.
boots.push(function () {
  const other = byId('switch');
  if (other) other.addEventListener('click', function (event) {
    event.preventDefault();
    location.search = '?lang=' + other.parentNode.lang;
  });
});

boots.push(function () {
  const tabs = byId('tabs');
  if (!tabs) return;
  tabs.addEventListener('click', function (event) {
    const tab = event.target.closest('a');
    if (!tab) return;
    event.preventDefault();
    goTo(tab.getAttribute('href').slice(1));
    window.scrollTo(0, 0);
  });
  goTo('ask');
});

function begin() {
  enterWithPass().then(function () {
    adoptPass();
    boots.forEach(function (boot) { boot(); });
  });
}

readStart();
begin();
