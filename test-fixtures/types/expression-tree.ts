type Expression =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "variable" }
  | { readonly kind: "sum"; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "product"; readonly factors: readonly Expression[] };

// @differentiable
export function evaluate(e: Expression, x: number): number {
  switch (e.kind) {
    case "constant":
      return e.value;
    case "variable":
      return x;
    case "sum":
      return evaluate(e.left, x) + evaluate(e.right, x);
    case "product": {
      let p = 1;
      for (const factor of e.factors) p *= evaluate(factor, x);
      return p;
    }
  }
}

// @check evaluate({ kind: "product", factors: [{ kind: "variable" }, { kind: "sum", left: { kind: "variable" }, right: { kind: "constant", value: 3 } }] }, 2)
// @check evaluate({ kind: "variable" }, 2)
