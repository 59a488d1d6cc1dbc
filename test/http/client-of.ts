import { onTestFinished } from "vitest";
import {
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
  type HttpRequest,
} from "../../src/http/client.ts";
import { DashError } from "../../src/base/dash-error.ts";
import { HttpError } from "../../src/http/errors.ts";

/** A client that is closed when the test ends. */
export function clientOf(options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient(options);
  onTestFinished(() => client.close());
  return client;
}

/** The error that a request ends in. */
export async function refusal(request: HttpRequest, options: HttpClientOptions = {}): Promise<DashError> {
  return refusalBy(clientOf(options), request);
}

/** The failure that a request ends in. */
export async function failure(request: HttpRequest, options: HttpClientOptions = {}): Promise<HttpError> {
  const error = await refusal(request, options);
  if (error instanceof HttpError) return error;
  throw new Error("the request failed otherwise", { cause: error });
}

/** The error that a client's request ends in. */
export async function refusalBy(client: HttpClient, request: HttpRequest): Promise<DashError> {
  const answer = await client.request(request).catch((error: unknown) => error);
  if (answer instanceof DashError) return answer;
  throw new Error("the request did not fail", { cause: answer });
}
