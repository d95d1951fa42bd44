/** The area of an ellipse's quarter below a chord, as far as this project needs one: something with two parameters. */
// @differentiable
export function area(width: number, height: number): number {
  const stretched = width * Math.exp(height);
  return stretched * stretched + height;
}
