import type { AuditReport } from '../src/model/index.js';
import { renderJson } from './json.js';
import { renderMarkdown } from './markdown.js';
import { renderSarif } from './sarif.js';
import { renderText, type TextOptions } from './text.js';

export const REPORT_FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Only the text report looks at these: a file has no colours and no width. */
export type ReportOptions = TextOptions;

/** The report in one format, ending with a newline. The same report gives the same bytes. */
export function renderReport(format: ReportFormat, report: AuditReport, options: ReportOptions = {}): string {
  switch (format) {
    case 'text':
      return renderText(report, options);
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderSarif(report);
    case 'markdown':
      return renderMarkdown(report);
  }
}
