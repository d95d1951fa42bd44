// Generated functions stand at module level: two functions of one name cannot both have theirs.
export const curves = {
  gaussian: {
    // @differentiable
    height: (x: number): number => Math.exp(-x * x),
  },
  lorentzian: {
    // @differentiable
    height: (x: number): number => 1 / (1 + x * x), // @expect AD1009
  },
};

// height_grad
