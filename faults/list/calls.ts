import type { Fault } from "../fault.ts";

export const calls: readonly Fault[] = [];
