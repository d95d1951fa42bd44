type Model =
  | { readonly kind: "linear"; readonly weights: readonly number[]; readonly bias: number }
  | { readonly kind: "constant"; readonly bias: number }
  | { readonly kind: "grid"; readonly rows: readonly (readonly number[])[] };

// @differentiable
export function predict(model: Model, xs: readonly number[]): number {
  if (model.kind === "constant") return model.bias * model.bias;
  if (model.kind === "linear") {
    let s = model.bias;
    for (let i = 0; i < xs.length; i++) s += model.weights[i]! * xs[i]!;
    return s * s;
  }
  let s = 0;
  for (const row of model.rows) for (let i = 0; i < row.length; i++) s += row[i]! * row[i]! * xs[i]!;
  return s;
}

// @check predict({ kind: "linear", weights: [1, 2], bias: 0.5 }, [3, 4])
// @check predict({ kind: "constant", bias: 0.5 }, [3, 4])
// @check predict({ kind: "grid", rows: [[1, 2], [3]] }, [3, 4])
