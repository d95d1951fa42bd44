type Label = { readonly text: string } | { readonly text: string; readonly bold?: boolean };
type Input = number | Label | readonly string[] | string | { readonly kind: "value"; readonly x: number } | null;

// @differentiable
export function f(input: Input, y: number): number {
  if (input === null) return y;
  if (typeof input === "number") return input * input * y;
  if (typeof input === "string") return y * y;
  return "kind" in input ? input.x * y : y + 1;
}

// @check f(1.5, 2)
// @check f(null, 2)
// @check f("a", 2)
// @check f(["a"], 2)
// @check f({ text: "a" }, 2)
// @check f({ kind: "value", x: 3 }, 2)
