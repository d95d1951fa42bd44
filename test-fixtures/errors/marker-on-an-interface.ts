// @expect-next AD1003
// @differentiable
export interface Options {
  readonly rate: number;
}
