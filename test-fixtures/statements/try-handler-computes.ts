// What cannot throw derivatives is attempted; what the handler computes has derivatives of its own.

// @differentiable
// @check f(1.5, "3")
// @check f(1.5, "three")
export function f(x: number, text: string): number {
  let v = 1;
  try {
    v = JSON.parse(text) as number;
  } catch {
    v = x * x;
  }
  return v * x;
}
