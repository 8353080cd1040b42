// The pass: kept from the first visit on, so that a new code, a reload or the bare address find this phone joined.

// A printed slip's code opens its vote with the slip behind the hash; it is read before the address is tidied.
const slip = location.hash.slice(1);

function adoptPass() {
  if (!start.pass) return;
  if (!shelf.get('pass', '')) shelf.put('pass', start.pass);
  // The code leaves the address bar and the history with it; the section stays for a reload.
  if (keeps) history.replaceState(null, '', here());
}

function here() {
  const query = location.search.indexOf('lang=') > 0 ? '?lang=' + start.language : '';
  return '/' + query + (start.section ? '#' + start.section : location.hash);
}

// The text of a page for this phone; a refusal in its place is thrown as {code, sentence}.
function fetchPage(section) {
  return inTime(fetch('/page?lang=' + start.language + '&section=' + encodeURIComponent(section), {
    headers: { 'X-Pass': shelf.get('pass', '') }, credentials: 'omit',
  }).then(function (reply) {
    if (/html/.test(reply.headers.get('content-type'))) return reply.text();
    return reply.json().then(function (value) { throw value.error; });
  }), REPLY_SECONDS).catch(function (refusal) {
    if (takesNewPass(refusal)) return fetchPage(section);
    throw refusal;
  });
}

// Puts a page in the place of this one; the region that is spoken stays.
function adoptPage(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  if (!page.getElementById('start')) throw new Error('no page');
  ['.head', 'main', '.foot', '#start'].forEach(function (part) {
    document.querySelector(part).parentNode.replaceChild(page.querySelector(part), document.querySelector(part));
  });
  document.title = page.title;
  readStart();
}

// On the page for joining a phone that joined before gets the hall's page in its place.
function enterWithPass() {
  if (start.pass || !shelf.get('pass', '') || !byId('door')) return Promise.resolve();
  const section = /^#[a-z]\d+$/.test(location.hash) ? location.hash.slice(1) : '';
  return fetchPage(section).then(adoptPage).catch(function (refusal) {
    if (!refusal || !refusal.code) setTimeout(begin, around(4));
  });
}
