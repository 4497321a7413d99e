/** The table of a part of the benchmark as Markdown. */
export function tableOf(results: readonly object[], name: string): string;
/** The text with every `<!-- bench NAME -->` … `<!-- end -->` filled in. */
export function fillTables(text: string, results: readonly object[]): string;
