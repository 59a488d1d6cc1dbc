import type { CommandIo } from "../io.ts";

/** The value of an environment variable; `undefined` also when it is empty, as CI leaves those that are not set. */
export type Variables = (name: string) => string | undefined;

/** The environment of a command. */
export function createVariables(env: CommandIo["env"]): Variables {
  return (name) => {
    const value = env[name];
    return value === undefined || value === "" ? undefined : value;
  };
}
