// Where streams are cut again and again, or the browser has none, the page asks for changes instead.

function poll() {
  clearTimeout(comeBack);
  if (source || document.hidden || over()) return;
  ask('GET', start.live.replace('live', 'changes') + '?after=' + seen).then(function (changes) {
    connected();
    changes.updates.forEach(take);
    seen = Math.max(seen, changes.n);
    comeBack = setTimeout(poll, around(6));
  }).catch(function () { failed(listen); });
}
