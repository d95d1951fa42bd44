// @differentiable
export function recurrence(x, cs) {
  var previous, best;
  var b = x * 2;
  var i = 0;
  for (; i < cs.length; i++) {
    previous = b;
    b = previous * x - cs[i];
    if (b > 1 && !best) best = b * x;
  }
  if (best === undefined) return b * x;
  return b * x + best;
}

// @differentiable
export function inBranches(x) {
  if (x > 1) {
    var y = x * x;
  } else {
    y = 2 * x;
  }
  var last;
  for (const k of [1, 2]) {
    if (last) y += last;
    last = k * x;
  }
  return y + last;
}

// @check recurrence(1.5, [1, 2, 3])
// @check recurrence(2.5, [0.5, 9])
// @closed grad recurrence(1.5, []) = [6, []]
// @closed grad inBranches(2) = 7
// @closed grad inBranches(0.5) = 5
