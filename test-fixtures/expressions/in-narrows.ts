interface Circle {
  readonly radius: number;
}
interface Box {
  readonly width: number;
  readonly height: number;
}

// @differentiable
export function area(shape: Circle | Box): number {
  return "radius" in shape ? Math.PI * shape.radius ** 2 : shape.width * shape.height;
}

// @check area({ radius: 1.5 })
// @check area({ width: 2, height: 3 })
