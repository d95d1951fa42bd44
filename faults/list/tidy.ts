import type { Fault } from "../fault.ts";

export const tidy: readonly Fault[] = [];
