import { anyTokenFields, type TokenType } from '../shared/fields/anyTokenFields';

/** A token of the client, and its kind: Fluxer does not look for a refresh token unless it is told to. */
export const tokenFields = (usual: TokenType) =>
	anyTokenFields(
		usual,
		'Which kind of token it is. With the wrong one Fluxer may not find it, and does not say so.',
	);
