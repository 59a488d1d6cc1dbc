import { request } from "node:http";

/** A call of the Docker Engine API. */
export interface EngineCall {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** JSON, or a tar archive as bytes. */
  readonly body?: Buffer | Readonly<Record<string, unknown>>;
}

/** Calls the Docker Engine API over its socket and gives the answer's text; a refusal is an error. */
export async function callEngine(socketPath: string, call: EngineCall): Promise<string> {
  const { method = "GET", path, body } = call;
  const isTar = Buffer.isBuffer(body);
  const payload = isTar ? body : Buffer.from(body === undefined ? "" : JSON.stringify(body));
  const headers = {
    "content-type": isTar ? "application/x-tar" : "application/json",
    "content-length": payload.length,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => (text += chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        if ((answer.statusCode ?? 500) < 400) resolve(text);
        else reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.trim()}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(payload);
  });
}
