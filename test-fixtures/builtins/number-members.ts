// @differentiable
export function f(x: number, text: string): number {
  const n = Number.parseFloat(text) + Number(text) + parseInt("12px", 10);
  if (Number.isNaN(x) || !Number.isFinite(x) || isNaN(n) || !isFinite(n)) return x;
  if (Number.isInteger(x) || Number.isSafeInteger(x)) return x * x;
  const tiny = Math.abs(x) < Number.EPSILON ? Number.MIN_VALUE : 1;
  return x * x * n * tiny + (x < Number.MAX_SAFE_INTEGER ? Number(x) : -Number.MAX_VALUE);
}

// @check f(1.3, "2.5")
// @closed grad f(1.5, "2") = 49
