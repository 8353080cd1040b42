// Changing what is shown in place: an element that did not change is not touched.

// Makes `old` say what `made` says without replacing what did not change: a pressed button stays the same button.
function morph(old, made) {
  Array.prototype.slice.call(made.attributes).forEach(function (one) {
    if (old.getAttribute(one.name) !== one.value) old.setAttribute(one.name, one.value);
  });
  let next = old.firstChild;
  Array.prototype.slice.call(made.childNodes).forEach(function (child) {
    let same = next;
    while (same && (same.nodeName !== child.nodeName || same.className !== child.className)) same = same.nextSibling;
    if (!same) return void old.insertBefore(child, next);
    while (next !== same) next = dropped(next);
    next = same.nextSibling;
    if (child.nodeType === 1) morph(same, child);
    else if (same.data !== child.data) same.data = child.data;
  });
  while (next) next = dropped(next);
}

// Takes a node away; the one after it.
function dropped(node) {
  const after = node.nextSibling;
  node.parentNode.removeChild(node);
  return after;
}

// Keeps `place` showing one child for each of `views`, made by `build`; a child is touched only when its view changed.
function keepShowing(place, views, keyOf, build) {
  const there = {};
  Array.prototype.slice.call(place.children).forEach(function (child) {
    const key = child.keyed;
    if (key === undefined) place.removeChild(child);
    else there[key] = child;
  });
  let next = place.firstChild;
  views.forEach(function (view) {
    const key = String(keyOf(view));
    const mark = JSON.stringify(view);
    let child = there[key];
    delete there[key];
    if (!child) {
      child = build(view);
      child.keyed = key;
    } else if (child.mark !== mark) morph(child, build(view));
    child.mark = mark;
    if (child === next) next = next.nextSibling;
    else place.insertBefore(child, next);
  });
  Object.keys(there).forEach(function (key) { place.removeChild(there[key]); });
}
