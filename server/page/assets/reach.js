// With the keyboard open the field and the button beside it stay on the screen.

function reach() {
  if (!byId('form') || document.activeElement !== field('text')) return;
  const seen = window.visualViewport ? visualViewport.height : innerHeight;
  const below = byId('send').getBoundingClientRect().bottom + 8 - seen;
  const above = field('text').getBoundingClientRect().top - 8;
  if (below > 0 && above > 0) window.scrollBy(0, Math.min(below, above));
}

function reachSoon() {
  setTimeout(reach, 50);
  setTimeout(reach, 400);
}

// The field may have the keyboard already when this part comes.
boots.push(function () {
  if (!byId('form')) return;
  field('text').addEventListener('focus', reachSoon);
  reachSoon();
});
if (window.visualViewport) visualViewport.addEventListener('resize', reach);
window.addEventListener('resize', reach);
