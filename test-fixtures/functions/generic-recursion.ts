interface Tree<T> {
  readonly value: T;
  readonly children: readonly Tree<T>[];
}

function fold<T, R>(tree: Tree<T>, leaf: (value: T) => R, join: (a: R, b: R) => R): R {
  let result = leaf(tree.value);
  for (const child of tree.children) result = join(result, fold(child, leaf, join));
  return result;
}

// @differentiable
export function f(x: number, y: number): number {
  const tree: Tree<number> = { value: x, children: [{ value: y, children: [] }, { value: x * y, children: [] }] };
  return fold(
    tree,
    (v) => v * v,
    (a, b) => a * b + a,
  );
}

// @check f(1.5, 0.7)
