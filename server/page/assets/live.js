// The live stream, its fallback by polling, and coming back after a cut, never all phones at once.

// The laptop gives a sign of life every 10 seconds (HEARTBEAT_SECONDS); a stream that missed two is taken for dead.
const SILENT_SECONDS = 22;
let source = null;
let seen = 0;
let failures = 0;
let comeBack = 0;
let alive = 0;

function take(update) {
  seen = Math.max(seen, update.n);
  update.questions = update.questions || [];
  update.gone = update.gone || [];
  update.votes = update.votes || {};
  still(function () {
    if (update.meeting) {
      start.meeting = update.meeting;
      showMeeting();
      setTimeout(need, around(2), 'rest');
    }
    followers.forEach(function (tell) { tell(update); });
  });
  if (update.meeting && update.meeting.intake_open) deliverNow();
}

function showMeeting() {
  const meeting = start.meeting;
  write(byId('stage-number'), meeting.on_stage ? say('on_stage', { number: meeting.on_stage }) : '');
  write(byId('stage-text'), meeting.on_stage_text || '');
  show(byId('stage'), meeting.on_stage);
  const unopened = meeting.phase === 'prepared';
  write(byId('intake'), say(over() ? 'closed' : unopened ? 'unopened' : 'paused'));
  show(byId('intake'), over() || !meeting.intake_open);
  show(byId('send'), !over());
  show(byId('optional'), !over());
  const text = byId('text');
  show(text, !over() || text && text.value);
  later('showLinks');
  if (over()) {
    stopListening();
    if (start.live) signal(say('closed'), 10);
    showWaiting();
  }
}

function stopListening() {
  clearTimeout(comeBack);
  if (source) source.close();
  source = null;
}

function connected() {
  alive = Date.now();
  if (failures > 1) signal(say('back'), 3);
  failures = 0;
  if (start.meeting.intake_open) deliverNow();
}

function listen() {
  stopListening();
  if (!start.live || document.hidden || over()) return;
  if (!window.EventSource || failures > 3) return void need('rest').then(function () { poll(); }, function () { failed(listen); });
  alive = Date.now();
  source = new EventSource(start.live + '?after=' + seen);
  source.onopen = connected;
  source.onmessage = function (event) { alive = Date.now(); take(JSON.parse(event.data)); };
  source.addEventListener('beat', function () { alive = Date.now(); });
  source.onerror = function () { failed(listen); };
}

function failed(again) {
  stopListening();
  failures += 1;
  if (failures > 1) signal(say(failures > 5 ? 'lost_long' : 'lost'));
  comeBack = setTimeout(again, around(Math.min(8, Math.pow(1.6, failures))));
}

setInterval(function () {
  if (!source || document.hidden || Date.now() - alive < SILENT_SECONDS * SECONDS) return;
  failures += 1;
  failed(listen);
  signal(say('silent'));
}, 4 * SECONDS);

boots.push(function () {
  seen = Math.max(seen, start.n);
  showMeeting();
  // Another page in the place of this one goes on with the same stream.
  if (!source) listen();
});
window.addEventListener('online', function () { if (start.live) listen(); });
document.addEventListener('visibilitychange', function () {
  if (!start.live) return;
  if (document.hidden) stopListening();
  else listen();
});
