// Removes what an earlier build wrote, so that deleted sources leave nothing behind.
import { rmSync } from "node:fs";

rmSync(new URL("../dist", import.meta.url), { recursive: true, force: true });
