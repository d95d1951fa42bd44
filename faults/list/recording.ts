import type { Fault } from "../fault.ts";

export const recording: readonly Fault[] = [];
