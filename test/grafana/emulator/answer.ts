/** What the server answers, before faults get at it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Ends the handling of a request with an answer. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.answer = answer;
  }
}

/** What every answer of the API carries. */
const apiHeaders = {
  "Cache-Control": "no-store",
  "Content-Type": "application/json",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "deny",
  "X-XSS-Protection": "1; mode=block",
};

export function json(status: number, value: unknown): Answer {
  return jsonText(status, JSON.stringify(value));
}

/** JSON that is text already. */
export function jsonText(status: number, body: string): Answer {
  return { status, headers: apiHeaders, body };
}

/** The usual form of errors: an object with a `message`. */
export function message(status: number, text: string): Answer {
  return json(status, { message: text });
}

export function html(status: number, title: string, body = ""): Answer {
  return {
    status,
    headers: { "Content-Type": "text/html; charset=UTF-8", "Cache-Control": "no-store" },
    body: `<!DOCTYPE html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body>${body}</body>\n</html>\n`,
  };
}

/** Throws the answer. */
export function refuse(answer: Answer): never {
  throw new Refusal(answer);
}

/** What is not served: under `/api/` JSON; elsewhere, as `/apis` before 12, a page. */
export function notServed(path: string): Answer {
  return path.startsWith("/api/")
    ? message(404, "Not found")
    : html(404, "Grafana", "<h1>Page not found</h1>");
}
