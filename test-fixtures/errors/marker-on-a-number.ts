// @expect-next AD1003
// @differentiable
export const limit = 3;
