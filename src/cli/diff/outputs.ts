/** A review in all the forms that were asked for; a renderer is loaded when its form is. */
import type { DiffReport } from "../../diff/model.ts";
import { choosePalette, plainPalette } from "../../report/palette.ts";
import type { CommandIo } from "../io.ts";
import { writeAtomically } from "../output/single-file.ts";
import type { DiffFormat, DiffOptions } from "./options.ts";

/** How wide lines are in files and pipes, in characters. */
const unboundColumns = 160;

/** What a comment is found by when it is to be updated: the project's name tells those of several projects apart. */
export function commentMarker(project: string | undefined): string {
  // A project's name must not end the comment that it stands in.
  const name = project?.replace(/[^\p{L}\p{N} ._/-]+|--+/gu, "-");
  return name === undefined ? "<!-- dash diff -->" : `<!-- dash diff: ${name} -->`;
}

/** Prints the review and writes the files. */
export async function printReview(
  report: DiffReport,
  options: Pick<DiffOptions, "format" | "outputs" | "stat">,
  io: CommandIo,
  project: string | undefined,
): Promise<void> {
  const marker = commentMarker(project);
  const html = options.outputs.find(({ format }) => format === "html")?.file;
  const artifact = html === undefined ? {} : { artifact: html };
  for (const { file, format } of options.outputs) {
    const text = await formatReview(report, format, { marker, ...artifact, stat: options.stat });
    await writeAtomically(io.cwd, file, text);
  }
  const terminal = {
    palette: choosePalette(io.isTTY, io.env),
    columns: io.isTTY ? io.columns : unboundColumns,
  };
  io.stdout.write(
    await formatReview(report, options.format, { marker, ...artifact, stat: options.stat, ...terminal }),
  );
}

interface ReviewStyle {
  readonly marker: string;
  readonly artifact?: string;
  readonly stat: boolean;
  readonly palette?: typeof plainPalette;
  readonly columns?: number;
}

async function formatReview(report: DiffReport, format: DiffFormat, style: ReviewStyle): Promise<string> {
  switch (format) {
    case "text": {
      const { formatDiffText } = await import("../../report/diff/text.ts");
      const { palette = plainPalette, columns = unboundColumns, stat } = style;
      return formatDiffText(report, { palette, columns, stat });
    }
    case "markdown": {
      const { formatDiffMarkdown } = await import("../../report/diff/markdown.ts");
      const { marker, artifact } = style;
      return formatDiffMarkdown(report, { marker, ...(artifact === undefined ? {} : { artifact }) });
    }
    case "html": {
      const { formatDiffHtml } = await import("../../report/diff/html/html.ts");
      return formatDiffHtml(report);
    }
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}
