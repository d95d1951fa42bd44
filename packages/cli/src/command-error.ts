/** Why the command cannot do what it was asked, as a coded message without a place in a text. */
export type CommandCode =
  | "AD1010"
  | "AD1011"
  | "AD1012"
  | "AD1014"
  | "AD1018"
  | "AD1019"
  | "AD1020"
  | "AD1021"
  | "AD1022"
  | "AD1025"
  | "AD1026"
  | "AD1028";

/** An error of the files and folders that the command was given: exit code 1. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly code: CommandCode;
  readonly wayOut: string;

  constructor(code: CommandCode, message: string, wayOut: string) {
    super(message);
    this.code = code;
    this.wayOut = wayOut;
  }
}

/** A command line that means nothing: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly code: "AD1013" | "AD1020";

  constructor(message: string, code: "AD1013" | "AD1020" = "AD1013") {
    super(message);
    this.code = code;
  }
}

/** What the system said, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such folder";
    case "EACCES":
    case "EPERM":
      return "permission was denied";
    case "EISDIR":
      return "there is a folder of that name";
    case "ENOTDIR":
    case "EEXIST":
      return "a part of its path is a file, not a folder";
    case "EROFS":
      return "the file system is read-only";
    case "ENOSPC":
      return "the disk is full";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
