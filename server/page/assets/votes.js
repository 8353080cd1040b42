// Votes, surveys and pledges: their links on the hall's page, and the part of the script that only their pages need.

// A printed slip's code opens its vote with the slip behind the hash; it is read before the address is tidied.
const slip = location.hash.slice(1);

function openSection(section) {
  return fetch('/page?lang=' + start.language + '&section=' + encodeURIComponent(section), {
    headers: { 'X-Pass': shelf.get('pass', '') }, credentials: 'omit',
  }).then(pageText).then(showPage).catch(function (refusal) {
    if (refusal.code === 'meeting-closed') location.assign('/');
    signal(refusal.sentence || say('lost'), 6);
  });
}

// The text of a page; a refusal in its place is thrown as {code, sentence}.
function pageText(reply) {
  if (/html/.test(reply.headers.get('content-type'))) return reply.text();
  return reply.json().then(function (value) { throw value.error; });
}

function showPage(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  if (!page.getElementById('start')) throw new Error('no page');
  stopListening();
  document.documentElement.replaceChild(page.body, document.body);
  readStart();
  if (keeps && window.history.replaceState) history.replaceState(null, '', start.section ? '#' + start.section : '/');
  boots.forEach(function (boot) { boot(); });
  window.scrollTo(0, 0);
}

document.addEventListener('click', function (event) {
  const link = event.target.closest && event.target.closest('[data-section]');
  if (!link || !keeps) return;
  event.preventDefault();
  openSection(link.getAttribute('data-section'));
});

function showVotes() {
  const place = byId('votes');
  if (!place) return;
  const votes = start.meeting.votes || [];
  show(place, votes.length > 0);
  fill(place, votes.map(function (vote) {
    const now = vote.phase === 'open' || vote.phase === 'signing';
    return make('a', { href: '#' + vote.section, 'data-section': vote.section, class: now ? 'now' : '' },
      make('span', {}, vote.text), make('b', {}, start.votes[vote.section.charAt(0) + vote.phase] || ''));
  }));
}

// The forms of these pages have a script of their own, fetched with the first of them.
function loadBallots() {
  if (!byId('take') || window.doithoai) return;
  window.doithoai = {
    start: function () { return start; }, boots: boots, byId: byId, say: say, show: show, shelf: shelf,
    problem: problem, around: around, showPage: showPage, pageText: pageText, slip: slip,
  };
  document.body.appendChild(make('script', { src: start.ballots }));
}

boots.push(function () {
  showVotes();
  loadBallots();
});

followers.push(function (update) {
  if (!update.meeting) return;
  showVotes();
  const now = (update.meeting.votes || []).filter(function (vote) { return vote.section === start.section; })[0];
  if (!now || !start.vote) return;
  if (byId('cast')) byId('cast').textContent = String(now.cast);
  const over = now.phase !== start.vote.phase || now.round !== start.vote.round || now.edition !== start.vote.edition;
  if (over || (start.section.charAt(0) === 'c' && !byId('take'))) openSection(start.section);
});
