// Holding still: what is being read or written stays where it is on the screen.

let pressed = false;
['pointerdown', 'touchstart'].forEach(function (name) {
  document.addEventListener(name, function () { pressed = Date.now(); }, { passive: true });
});
['pointerup', 'pointercancel', 'touchend', 'touchcancel'].forEach(function (name) {
  document.addEventListener(name, function () { setTimeout(function () { pressed = 0; }, 0); }, { passive: true });
});

// What must not move: the field being written in, else the line at a third of the screen; at the very top of the
// page nothing is being read yet, and news may show itself there.
function held() {
  const active = document.activeElement;
  if (active && /^(INPUT|TEXTAREA|SELECT|BUTTON|SUMMARY)$/.test(active.tagName)) return active;
  const at = document.elementFromPoint(innerWidth / 2, innerHeight / 3);
  const line = at && at.closest('.question, form, .card');
  return window.pageYOffset > 0 || (line && line.closest('.question')) ? line : null;
}

// Most browsers hold a scrolled page still by themselves; not at its top, and not on iOS.
const anchors = window.CSS && CSS.supports && CSS.supports('overflow-anchor', 'auto');

// Around a field being written in they do not, so there this page does it alone.
let writing = false;
document.addEventListener('focusin', function (event) {
  writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  document.documentElement.style.overflowAnchor = writing ? 'none' : '';
});

function still(change) {
  // A finger that is down is about to press what it lies on.
  if (pressed && Date.now() - pressed < 3 * SECONDS) return void setTimeout(still, 100, change);
  if (anchors && window.pageYOffset > 0 && !writing) return change();
  const line = held();
  const before = line && line.getBoundingClientRect().top;
  change();
  if (!line || !document.contains(line)) return;
  const moved = line.getBoundingClientRect().top - before;
  if (moved) window.scrollBy(0, moved);
}
