// Votes, surveys, pledges, prompts and checking in: their pages in the place of the hall's, each with a place in the history.

// Pages on which somebody takes part are fetched by every phone, opened or not, and kept: nobody is seen to open one.
const pages = {};

function pageName(section) {
  const vote = (start.meeting.votes || []).filter(function (one) { return one.section === section; })[0];
  return section + (vote ? [vote.phase, vote.round, vote.edition].join('.') : '');
}

function pageOf(section) {
  const name = pageName(section);
  if (!pages[name]) pages[name] = fetchPage(section);
  pages[name].catch(function () { delete pages[name]; });
  return pages[name];
}

// The page as it stands, without the marks this script leaves around it.
function pageShown() {
  return ['title', '.head', 'main', '.foot', '#start'].map(function (part) { return document.querySelector(part).outerHTML; })
    .join('');
}

function fetchAhead() {
  (start.meeting.prompts || []).map(function (prompt) { return 'g' + prompt.number; }).concat(
    (start.meeting.votes || []).filter(function (vote) { return vote.phase === 'open' && vote.section !== 'd0'; })
      .map(function (vote) { return vote.section; })).forEach(function (section) {
    if (pages[pageName(section)]) return;
    setTimeout(function () {
      pageOf(section);
      if (section.charAt(0) !== 'g') need('ballots');
    }, around(10));
  });
}

boots.push(function () {
  if (!start.live) return;
  if (!start.section && byId('form')) pages[''] = pages[''] || Promise.resolve(pageShown());
  fetchAhead();
  const here = (start.meeting.votes || []).filter(function (one) { return one.section === start.section; })[0];
  if (here) write(byId('cast'), String(here.cast));
});

function openSection(section, again) {
  return (/^([bsg]|$)/.test(section) ? pageOf(section) : fetchPage(section)).then(function (text) {
    const now = start.meeting;
    const n = seen;
    showPage(text, function () {
      if (start.n >= n) return;
      start.meeting = now;
      start.n = n;
    });
    if (!again) leaveTrace(start.section ? '#' + start.section : '#ask');
    goTo(tabIn(location.hash));
    arrive();
  }).catch(function (refusal) {
    if (refusal && refusal.code === 'meeting-closed') return location.assign('/');
    signal(refusal && refusal.sentence || say('lost'), 6);
  });
}

function showPage(text, adopted) {
  adoptPage(text);
  if (adopted) adopted();
  booted = 0;
  boot();
}

followers.push(function (update) {
  if (!update.meeting) return;
  fetchAhead();
  const now = (update.meeting.votes || []).filter(function (vote) { return vote.section === start.section; })[0];
  if (!now || !start.vote) return;
  write(byId('cast'), String(now.cast));
  const changed = now.phase !== start.vote.phase || now.round !== start.vote.round || now.edition !== start.vote.edition;
  if (changed || (start.section.charAt(0) === 'c' && !byId('take'))) openSection(start.section, true);
});

function day(text) {
  const parts = text.split('-');
  if (parts.length !== 3) return text;
  if (start.language === 'en') {
    const date = new Date(Date.UTC(+parts[0], parts[1] - 1, +parts[2]));
    return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  }
  return parts.reverse().join('/');
}

// What takes part now is told first; what this phone has voted in is folded away.
function showLinks() {
  const place = byId('votes');
  if (!place) return;
  const cast = shelf.get('cast', {});
  const views = (start.meeting.prompts || []).map(function (prompt) {
    return { section: 'g' + prompt.number, text: prompt.text, now: 1, words: words.link_g };
  }).concat((start.meeting.votes || []).map(function (vote) {
    const now = vote.phase === 'open' || vote.phase === 'signing';
    const done = now && cast[vote.section] === vote.round;
    return { section: vote.section, text: vote.text, now: now && !done, done: done,
      words: done ? say('cast') : words['link_' + vote.section.charAt(0) + vote.phase] || '' };
  }));
  const done = views.filter(function (view) { return view.done; });
  const others = views.filter(function (view) { return !view.done; });
  keepShowing(place, others, function (view) { return view.section; }, sectionLink);
  keepShowing(byId('votes-cast'), done, function (view) { return view.section; }, sectionLink);
  write(byId('votes-cast-count'), say('cast_count', { count: done.length }));
  show(place, others.length);
  show(byId('votes-done'), done.length);
}

function sectionLink(view) {
  return make('button', { form: 'go', name: 'section', value: view.section, 'data-section': view.section,
    class: view.now ? 'now' : '' }, make('span', {}, view.text), ' ', make('b', {}, view.words));
}

boots.push(showLinks);

// A ballot's draft is done with. A check-in stays on this phone with its receipt, to be corrected or withdrawn.
delivered.form = function (entry, reply) {
  const cast = shelf.get('cast', {});
  cast[entry.section] = entry.round;
  shelf.put('cast', cast);
  shelf.put('draft.' + entry.section, entry.draft);
  if (entry.keep || entry.leave) shelf.put('here', entry.keep);
  signal(reply.taken, 8);
  if (start.section !== entry.section) return still(showLinks);
  const tell = function () { problem('taken', reply.taken); };
  if (!entry.open) {
    // The ballot stands as it is on this page; fetching the page anew would tell the air that somebody voted.
    sent[entry.section] = entry.pairs;
    sayAgain();
    tell();
    return arrive();
  }
  fetchPage(entry.section).then(function (text) {
    showPage(text);
    arrive();
  }).then(tell, tell);
};
