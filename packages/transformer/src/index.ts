/** The public face of the compiler. */
export { analyse, compile } from "./compile.ts";
export type { Analysed, CompiledFunction, CompileOptions, CompileResult, Naming } from "./compile.ts";
export { InternalError } from "./base/internal-error.ts";
export type { Diagnostic, Fix, Related, Span } from "./diagnostics/diagnostic.ts";
export { explainCode, renderDiagnostic } from "./diagnostics/render.ts";
export { evaluate } from "./interpret/evaluation.ts";
export type { Evaluation, TraceNode, TraceOperand, Turn } from "./interpret/evaluation.ts";
export { adjointSweep, tangentsAlong } from "./interpret/sweep.ts";
export type { AdjointStep, AdjointSweep } from "./interpret/sweep.ts";
export { interpret } from "./interpret/interpret.ts";
export { NotEvaluated, TooManySteps } from "./interpret/machine.ts";
export type { FunctionId, IrFunction, Unit } from "./ir/ir.ts";
export { print } from "./ir/print.ts";
export type { Mode } from "./ir/request.ts";
export { elementType, fieldType, tangentOf } from "./ir/types.ts";
export type { Type, TypeTable } from "./ir/types.ts";
export { scalarRules } from "./rules/scalar.ts";
export type { Trace, TraceEvent } from "./trace.ts";
