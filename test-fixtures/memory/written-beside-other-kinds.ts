interface Round {
  kind: "round";
  radius: number;
}
interface Square {
  kind: "square";
  side: number;
}
interface Found {
  x: number;
  width: number;
  index: number;
  shape?: Round | Square;
}
interface Fitted {
  x: number;
  width: number;
  shape: Round | Square;
}

// @differentiable
export function refit(found: readonly Found[], fitted: Fitted[]): number {
  let sum = 0;
  for (const [i, { x, width, shape }] of found.entries()) {
    fitted[i] = { x: x * width, width: width * width, shape: shape ?? { kind: "round", radius: x } };
  }
  for (const { x, width, shape } of fitted) sum += x * width * (shape.kind === "round" ? shape.radius : shape.side);
  return sum;
}

// @writes refit(fitted)
// @check refit([{ x: 1.5, width: 0.5, index: 0, shape: { kind: "square", side: 2 } }], [{ x: 1, width: 3, shape: { kind: "round", radius: 1 } }])
// @check refit([{ x: 1.5, width: 0.5, index: 0 }], [{ x: 0.3, width: 2, shape: { kind: "round", radius: 0.7 } }, { x: 2, width: 3, shape: { kind: "square", side: 0.2 } }])
