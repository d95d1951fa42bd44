// @differentiable
export function f(out: number[], k: number): void {
  add(out, k);
  add(out, k * out[0]!);
  out[0] = out[out.length - 1]! * k;
}

function add(o: number[], v: number): void {
  o.push(v * v);
  o.push(o[0]! * v);
  o.pop();
}

// @writes f(out)
// @check f([1.2, 0.7], 0.6)
