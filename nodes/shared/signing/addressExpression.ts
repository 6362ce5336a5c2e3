import { MOST_LOOKED_AT, readingSteps, type ServerUrlReading } from '../../../oauth/serverUrl';

/** The address in a field of a credential, read as `oauth/serverUrl.ts` reads it, as a JavaScript expression of n8n's. */
export const addressExpression = (field: string, reading: ServerUrlReading = {}): string =>
	`String($self["${field}"] || "").slice(0, ${MOST_LOOKED_AT})${readingSteps(reading)
		.map(([pattern, replacement]) => `.replace(${String(pattern)}, ${JSON.stringify(replacement)})`)
		.join('')}`;
