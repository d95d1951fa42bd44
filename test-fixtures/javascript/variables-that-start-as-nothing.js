// @differentiable
export function largestSquare(xs) {
  let best = null;
  for (const x of xs) if (best === null || x * x > best) best = x * x;
  return best === null ? 0 : best;
}

// @differentiable
export function lowest(xs) {
  var low = undefined,
    i;
  for (i = 0; i < xs.length; i++) if (low === undefined || xs[i] < low) low = xs[i];
  return low === undefined ? 0 : low * low;
}

// @check largestSquare([1, -3, 2])
// @check largestSquare([])
// @closed grad largestSquare([1, -3, 2]) = [0, -6, 0]
// @check lowest([1, -3, 2])
// @check lowest([])
