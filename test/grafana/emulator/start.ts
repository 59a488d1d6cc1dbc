import type { AddressInfo } from "node:net";
import { annotationRoutes } from "./annotation-routes.ts";
import type { Emulator, EmulatorOptions, Organisation } from "./contract.ts";
import { dashboardRoutes } from "./dashboard-routes.ts";
import { importRoutes } from "./dashboard-import.ts";
import { dashboardResourceRoutes } from "./dashboard-resource.ts";
import { dataSourceRoutes } from "./data-source-routes.ts";
import { discoveryRoutes } from "./discovery-routes.ts";
import { createFaults } from "./faults.ts";
import { folderResourceRoutes } from "./folder-resource.ts";
import { folderRoutes } from "./folder-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import { createPeople } from "./people.ts";
import { profileOf } from "./profile.ts";
import { queryRoutes } from "./query-routes.ts";
import { createReader } from "./readers.ts";
import { createRequestLog } from "./request-log.ts";
import { resourceSearchRoutes } from "./resource-search.ts";
import { createRouter } from "./route.ts";
import { searchRoutes } from "./search-routes.ts";
import { createHttpServer, type Hook } from "./server.ts";
import { serverRoutes } from "./server-routes.ts";
import { createWorld, people, setIndexDelay, tokens } from "./create-world.ts";

const router = createRouter([
  ...serverRoutes,
  ...dashboardRoutes,
  ...importRoutes,
  ...searchRoutes,
  ...folderRoutes,
  ...dataSourceRoutes,
  ...queryRoutes,
  ...annotationRoutes,
  ...discoveryRoutes,
  ...dashboardResourceRoutes,
  ...folderResourceRoutes,
  ...resourceSearchRoutes,
  ...pageRoutes,
]);

/** Starts an emulated Grafana. It must be closed. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const world = createWorld(options);
  const faults = createFaults();
  const log = createRequestLog();
  const hooks = new Set<Hook>();
  const server = createHttpServer({ world, router, faults, log, hooks });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  world.url = `http://${host}:${port}${world.subpath}`;
  const organisation = (id: number): Organisation => {
    const org = world.orgs.get(id);
    if (org === undefined) throw new Error(`there is no organisation ${id}`);
    return { ...createPeople(world, org), state: createReader(org) };
  };
  return {
    ...organisation(1),
    url: world.url,
    port,
    get version() {
      return world.profile.version;
    },
    tokens,
    users: people,
    requests: log,
    unknown: world.unknown,
    faults,
    organisation,
    flushIndex: () => {
      for (const org of world.orgs.values()) org.index.flush();
    },
    intercept: (hook) => {
      hooks.add(hook);
      return () => hooks.delete(hook);
    },
    upgrade: (version) => {
      world.profile = profileOf(version);
      setIndexDelay(world);
    },
    setDatabase: (state) => {
      world.database = state;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
