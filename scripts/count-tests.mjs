// Sums vitest's own JSON reports into one closing line. Usage: node count-tests.mjs REPORT…
import { readFileSync } from "node:fs";

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const total = (name) => reports.reduce((sum, report) => sum + report[name], 0);
console.log(`${total("numPassedTests")} passed, ${total("numFailedTests")} failed`);
process.exitCode = total("numFailedTests") === 0 && total("numPassedTests") > 0 ? 0 : 1;
