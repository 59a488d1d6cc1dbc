/**
 * Measures how well and how fast two sets of dashboards are compared. Usage: npm run bench:diff [-- ROUNDS]
 */
import { cpus, loadavg } from "node:os";
import { reportQuality } from "./diff-quality.ts";
import { reportSpeed } from "./diff-speed.ts";

const rounds = Number(process.argv[2] ?? 5);

console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(2)}`);
reportQuality();
await reportSpeed(rounds);
