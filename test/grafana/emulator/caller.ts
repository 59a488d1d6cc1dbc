import type { Role } from "./contract.ts";

/** Who makes a request, as far as permissions go. */
export interface Caller {
  /** As histories name it; empty for nobody. */
  readonly login: string;
  readonly kind: "token" | "user" | "anonymous";
  readonly role: Role;
  /** The organisation that it acts in now. */
  readonly orgId: number;
  readonly serverAdmin: boolean;
  /** Scopes by action. */
  readonly permissions: ReadonlyMap<string, readonly string[]>;
}
