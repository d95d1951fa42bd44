type Tree = number | { readonly left: Tree; readonly right: Tree };

// @differentiable
export function fold(tree: Tree): number {
  if (typeof tree === "number") return tree * tree;
  return fold(tree.left) * fold(tree.right) + fold(tree.left);
}

// @check fold({ left: { left: 1.5, right: 2 }, right: 0.5 })
// @check fold(3)
