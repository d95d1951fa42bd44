type Act = (x: number) => number;

interface Pipeline {
  stages: readonly Act[];
}

function run({ stages }: Pipeline, x: number): number {
  return stages.reduce((v, stage) => stage(v), x);
}

function runField(pipeline: Pipeline, x: number): number {
  return pipeline.stages.reduce((v, stage) => stage(v), x);
}

function runOn(pipeline: Pipeline, x: number): number {
  return runField(pipeline, x) * 2;
}

// @differentiable
// @check f(1.3)
export function f(x: number): number {
  const pipeline = { stages: [Math.sin, (v: number): number => v * x, Math.exp] };
  return run(pipeline, x) + runField(pipeline, x) + runOn(pipeline, x);
}
