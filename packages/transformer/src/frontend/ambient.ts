/** What every JavaScript host has besides the ES library, as far as numeric code meets it. */
export const ambientFileName = "/adgen-ambient.d.ts";

export const ambientText = `
interface Console {
  assert(condition?: boolean, ...data: any[]): void;
  count(label?: string): void;
  debug(...data: any[]): void;
  dir(item?: any, options?: any): void;
  error(...data: any[]): void;
  group(...data: any[]): void;
  groupEnd(): void;
  info(...data: any[]): void;
  log(...data: any[]): void;
  table(data?: any): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  trace(...data: any[]): void;
  warn(...data: any[]): void;
}
declare var console: Console;
interface Performance { now(): number; }
declare var performance: Performance;
declare function structuredClone<T>(value: T): T;
`;
