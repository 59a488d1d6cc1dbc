/** One request. */
export interface HttpRequest {
  /** @default "GET" */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** An http or https address; a user name and password in it become basic authentication. */
  readonly url: string;
  /** Headers besides the client's. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /**
   * Statuses outside 200 to 299 that are answers here rather than failures, for example `[404, 412]`; with `"any"`
   * every status is an answer.
   */
  readonly expected?: readonly number[] | "any";
  /** Whether a second time does what the first did, so that it may be repeated. @default true for "GET", else false */
  readonly idempotent?: boolean;
}

/** An answer. */
export interface HttpResponse {
  readonly status: number;
  /** Where the answer came from, after redirects and without credentials. */
  readonly url: string;
  /** By lower-case name; several values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Whether a status is an answer to the request rather than a failure. */
export function isExpected(status: number, { expected = [] }: HttpRequest): boolean {
  return (status >= 200 && status <= 299) || expected === "any" || expected.includes(status);
}

/** Whether a request may be made twice. */
export function isRepeatable({ method = "GET", idempotent = method === "GET" }: HttpRequest): boolean {
  return idempotent;
}
