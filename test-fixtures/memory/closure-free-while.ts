// @differentiable
export function f(x: number): number {
  let node = { v: x, w: [1, x] };
  let k = 0;
  const all = [node];
  while (node.v < 10 && k < 20) {
    const n = { v: node.v * 1.5 + node.w[0]! * 0.1, w: node.w };
    n.w[0] = n.w[0]! * 1.1 + n.v * 0.01;
    node = n;
    if (k % 2 === 0) all.push(n);
    k++;
  }
  for (const a of all) a.w[1] = a.w[1]! * a.v * 0.2;
  return node.v * node.w[1]! + all.length;
}

// @check f(1.3)
