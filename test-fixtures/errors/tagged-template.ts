function tag(parts: TemplateStringsArray, x: number): number {
  return parts.length * x;
}

// @differentiable
export function f(x: number): number {
  return tag`a${x}b` * x; // @expect AD2025
}
