import { isSafeObjectProperty } from 'n8n-workflow';

/** The item as it is, which n8n would copy into its sandbox for expressions and back. */
export const WHOLE_ITEM = '={{ $json }}';

const PART_OF_ITEM =
	/^=\{\{ *\$json(?:\.(?<name>[A-Za-z_]\w*)|\['(?<single>[^'"`\\{}\r\n\u2028\u2029]+)'\]|\["(?<double>[^'"`\\{}\r\n\u2028\u2029]+)"\])? *\}\}$/;

/** What an expression takes out of an item: one of its fields, or all of them where no field is named. */
export interface PartOfItem {
	readonly field?: string;
}

/**
 * Reads the expressions that n8n's editor writes when a field is dragged, such as `={{ $json.token }}` and
 * `={{ $json['access token'] }}`, and {@link WHOLE_ITEM}. Undefined for all others, which n8n has to compute.
 */
export function partOfItem(expression: unknown): PartOfItem | undefined {
	const { groups } = (typeof expression === 'string' && PART_OF_ITEM.exec(expression)) || {};
	const field = groups?.name ?? groups?.single ?? groups?.double;
	// A field named so should not become readable here.
	if (field !== undefined && isRefused(field)) return undefined;
	return groups && { field };
}

/** Names that n8n refuses in expressions, whatever the item has. */
const isRefused = (field: string): boolean =>
	field.includes('constructor') || field === 'globalThis' || !isSafeObjectProperty(field);
