import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Requests that flow to each target until they are stopped. */
export interface Load {
  /** The requests that were answered so far. */
  answered(): number;
  stop(): Promise<void>;
}

/** How much load there is. */
export interface LoadOptions {
  /** The `host:port` of each server. */
  readonly targets: readonly string[];
  /** Requests per second to each target. */
  readonly rate: number;
  /** Requests after which it stops by itself, per target: a forgotten load must end. */
  readonly maximum: number;
}

const batchesPerSecond = 10;

/** Starts a steady load on the access-log application. */
export function startLoad({ targets, rate, maximum }: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const stopping = new AbortController();
  let answered = 0;
  const drive = async (target: string): Promise<void> => {
    for (let index = 0; index < maximum && !stopping.signal.aborted; index++) {
      if (await send(agent, target, index)) answered++;
      if (index % (rate / batchesPerSecond) === 0) await pause(stopping.signal);
    }
  };
  const driving = Promise.all(targets.map(drive));
  return {
    answered: () => answered,
    stop: async () => {
      stopping.abort();
      await driving;
      agent.destroy();
    },
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(1_000 / batchesPerSecond, undefined, { signal }).catch(() => undefined);
}

// A refused connection is no error: a replica may be restarting.
async function send(agent: Agent, target: string, index: number): Promise<boolean> {
  const { method, path } = requestAt(index);
  return new Promise((resolve) => {
    const outgoing = request(`http://${target}${path}`, { method, agent, timeout: 2_000 }, (response) => {
      response.resume();
      response.once("end", () => resolve(true));
      response.once("error", () => resolve(false));
    });
    outgoing.once("timeout", () => outgoing.destroy());
    outgoing.once("error", () => resolve(false));
    outgoing.end();
  });
}

// Of ten requests the fifth asks for nothing that exists; the others are of one route, so that both fail.
function requestAt(index: number): { method: string; path: string } {
  if (index % 10 === 4) return { method: "GET", path: "/missing" };
  return Math.floor(index / 10) % 2 === 0
    ? { method: "POST", path: "/access-log" }
    : { method: "GET", path: `/items/${index}` };
}
