/** The world as the command sees it, so that a test can be another world. */
export interface Io {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether messages go to a terminal, where a line can be written over. */
  readonly isTerminal: boolean;
  readonly colors: boolean;
  /** Ends a watch. */
  readonly stop: AbortSignal;
}

export const exitCode = { done: 0, errors: 1, usage: 2, fault: 3 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** The worse of two: a fault of ours before errors of the user's. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

export function processIo(): Io {
  const stop = new AbortController();
  process.once("SIGINT", () => {
    stop.abort();
    process.exitCode = 130;
  });
  // `adgen … --stdout | head` closes the pipe early; that is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    cwd: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
    colors: process.stderr.isTTY && process.stderr.hasColors(),
    stop: stop.signal,
  };
}
