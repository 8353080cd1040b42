// The live stream, its fallback by polling, and coming back after a cut, never all phones at once.

let source = null;
let seen = 0;
let failures = 0;
let comeBack = 0;
let fading = 0;

function signal(sentence, seconds) {
  const place = byId('signal');
  if (!place) return;
  clearTimeout(fading);
  place.textContent = sentence || '';
  show(place, !!sentence);
  if (seconds) fading = setTimeout(function () { show(place, false); }, seconds * SECONDS);
}

function take(update) {
  seen = Math.max(seen, update.n);
  update.questions = update.questions || [];
  update.gone = update.gone || [];
  update.votes = update.votes || {};
  if (update.meeting) {
    start.meeting = update.meeting;
    showMeeting();
  }
  followers.forEach(function (tell) { tell(update); });
}

function showMeeting() {
  const meeting = start.meeting;
  const stage = byId('stage');
  if (stage) {
    stage.textContent = meeting.on_stage ? say('on_stage', { number: meeting.on_stage }) : '';
    show(stage, !!meeting.on_stage);
  }
  const over = meeting.phase === 'closed';
  if (over && byId('intake')) byId('intake').textContent = say('closed');
  show(byId('intake'), over || (meeting.phase === 'open' && !meeting.intake_open));
  show(byId('send'), !over);
  if (over) {
    stopListening();
    if (start.live) signal(say('closed'));
  }
}

function stopListening() {
  clearTimeout(comeBack);
  if (source) source.close();
  source = null;
}

function connected() {
  if (failures > 1) signal(say('back'), 3);
  failures = 0;
  deliver();
}

function listen() {
  stopListening();
  if (!start.live || document.hidden || start.meeting.phase === 'closed') return;
  if (!window.EventSource || failures > 3) return poll();
  source = new EventSource(start.live + '?after=' + seen);
  source.onopen = connected;
  source.onmessage = function (event) { take(JSON.parse(event.data)); };
  source.onerror = function () { failed(listen); };
}

function poll() {
  fetch(start.changes + '?after=' + seen, { credentials: 'omit' }).then(function (reply) {
    if (!reply.ok) throw reply;
    return reply.json();
  }).then(function (changes) {
    connected();
    changes.updates.forEach(take);
    seen = Math.max(seen, changes.n);
    comeBack = setTimeout(poll, around(6));
  }).catch(function () { failed(listen); });
}

function failed(again) {
  stopListening();
  failures += 1;
  if (failures > 1) signal(say(failures > 5 ? 'lost_long' : 'lost'));
  comeBack = setTimeout(again, around(Math.min(8, Math.pow(1.6, failures))));
}

boots.push(function () {
  seen = start.n;
  showMeeting();
  listen();
});
window.addEventListener('online', function () { if (start.live) listen(); });
document.addEventListener('visibilitychange', function () {
  if (!start.live) return;
  if (document.hidden) stopListening();
  else listen();
});
