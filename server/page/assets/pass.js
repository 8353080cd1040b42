// The pass: kept from the first visit on, so that a new code, a reload or the bare address find this phone joined.

function adoptPass() {
  if (!start.pass) return;
  if (!shelf.get('pass', '')) shelf.put('pass', start.pass);
  if (keeps && window.history.replaceState) {
    // The code leaves the address bar and the history with it; the section stays for a reload.
    const query = location.search.indexOf('lang=') > 0 ? '?lang=' + start.language : '';
    const place = start.section ? '#' + start.section : location.hash;
    history.replaceState(null, '', '/' + query + place);
  }
}

// On the page for joining a phone that joined before gets the hall's page in its place.
function enterWithPass() {
  const kept = shelf.get('pass', '');
  if (start.pass || !kept || !byId('door')) return Promise.resolve();
  const section = location.hash.slice(1);
  return fetch('/page?lang=' + start.language + '&section=' + encodeURIComponent(section), {
    headers: { 'X-Pass': kept }, credentials: 'omit',
  }).then(function (reply) {
    if (!reply.ok) return null;
    return reply.text();
  }).then(function (text) {
    if (!text) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    document.documentElement.replaceChild(page.body, document.body);
    readStart();
  }).catch(function () { setTimeout(begin, around(4)); });
}
