type Shape = { kind: "disc"; r: number } | { kind: "box"; w: number; h: number };

interface Options {
  u: number;
  w?: number;
}

// One object may be of both types, and then the entry refuses it; TypeScript sees nothing in common.
// @differentiable modes: jvp, vjp
export function scaled(shape: Shape, options: Options): number {
  options.u *= 2;
  options.w = options.u * (shape.kind === "disc" ? shape.r : shape.w * shape.h);
  return options.w * options.u;
}

// @writes scaled(options)
// @check scaled({ kind: "disc", r: 2 }, { u: 3 })
// @check scaled({ kind: "box", w: 2, h: 3 }, { u: 3, w: 1 })
