/**
 * Measures how well and how fast two sets of dashboards are compared. Usage: npm run bench:diff [-- ROUNDS]
 */
import { cpus, loadavg } from "node:os";
import { reportQuality } from "./diff-quality.ts";

console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(2)}`);
reportQuality();
