export interface Token {
  value: string;
  index: number;
}

// @differentiable
export function depths(tokens: Token[]): number[] | null {
  const found: number[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.value === "end" && depth === 0) return null;
    found.push(depth);
    if (token.value === "begin") depth++;
    else if (token.value === "end") depth--;
  }
  return depth === 0 ? found : null;
}

// @check depths([{ value: "begin", index: 0 }, { value: "end", index: 1 }])
// @check depths([{ value: "end", index: 0 }])
