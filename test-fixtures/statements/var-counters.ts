// @differentiable
export function f(x: number, ws: readonly number[]): number {
  var total = 0;
  for (var k = 0; k < 2; k++) {
    if (x > 0) {
      for (var i = 0; i < ws.length; i++) total += ws[i]! * x * (k + 1);
    }
    for (var i = ws.length - 1; i >= 0; i--) total *= 1 + ws[i]! * 0.1;
  }
  // Here the counter is read behind its loop.
  for (var j = 0; j < ws.length; j++) {
    if (ws[j]! > 2) break;
    total += Math.sin(ws[j]! * x);
  }
  return total * (j + 1);
}

// @check f(1.3, [0.5, -0.2, 3, 1])
// @check f(-1.3, [0.5, -0.2])
