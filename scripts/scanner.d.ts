/** n8n's scanner comes without types; what it exports and is used here. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	export function buildScanConfig(): Promise<import('eslint').Linter.Config[]>;
	export const SOURCE_FILE_PATTERNS: string[];
}
