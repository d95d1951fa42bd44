function a(w: number, x: number, y: number, z: number, n: number): number {
  if (n === 0) return w * x + y * z;
  return b(x, y, z, 1, n - 1) + b(w, 2, x, y, n - 1) * c(w, x, 3, z, n - 1);
}
function b(w: number, x: number, y: number, z: number, n: number): number {
  if (n === 0) return w * x * y * z;
  return c(z, w, x, y, n - 1) * a(w, x, 1, z, n - 1) + c(1, w, x, y, n - 1);
}
function c(w: number, x: number, y: number, z: number, n: number): number {
  if (n === 0) return w - x * y + z;
  return a(y, z, w, x, n - 1) * Math.sin(b(1, x, y, z, n - 1)) + a(w, x, 2, z, n - 1);
}
// @differentiable
export function f(x: number): number {
  return a(x, 1, 2, 3, 4);
}

// @check f(0.7)
