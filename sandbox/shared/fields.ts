/** The fields of a form or JSON body, not yet trusted. */
export type Fields = Record<string, unknown>;

/** The fields of a body; none if it had no form or JSON. */
export function fieldsOf(body: unknown): Fields {
	return typeof body === 'object' && body !== null ? (body as Fields) : {};
}

/** A field's text; undefined if it is missing, empty or sent more than once. */
export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}
