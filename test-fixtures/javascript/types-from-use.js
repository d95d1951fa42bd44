/** The types of x, ws and rows follow from what is done with them. */
function weighted(ws, xs) {
  var sum = 0;
  for (var i = 0; i < ws.length; i++) {
    sum += ws[i] * xs[i];
  }
  return sum;
}

// @differentiable
export function f(x, ws, rows) {
  let total = x * x;
  for (const row of rows) {
    const inner = weighted(ws, row);
    if (inner > 3) break;
    total += Math.tanh(inner) / (1 + row.length);
  }
  return total;
}

// @check f(1.3, [0.5, -0.2], [[1, 2], [0.3, 4], [9, 1], [1, 1]])
