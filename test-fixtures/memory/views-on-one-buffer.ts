// @differentiable
export function f(x: number, y: number): number {
  const buffer = new ArrayBuffer(6 * 8);
  const all = new Float64Array(buffer);
  const head = new Float64Array(buffer, 0, 3);
  const tail = new Float64Array(buffer, 16);
  for (let i = 0; i < all.length; i++) all[i] = x * (i + 1);
  head[2] = head[0]! * y;
  tail[1] = tail[0]! * head[1]!;
  all[0] = tail[0]! * tail[1]! + y;
  let s = 0;
  for (let i = 0; i < 3; i++) s += head[i]! * tail[i]! * all[i + 1]!;
  return s;
}

// @check f(0.7, 1.3)
