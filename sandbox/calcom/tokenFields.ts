import { fieldsOf } from '../shared/fields';
import { OAuthError } from './errors';

/** What a grant may send, by what makes the client prove itself. */
export interface TokenFields {
	client_id: string;
	grant_type: 'authorization_code' | 'refresh_token';
	client_secret?: string;
	code?: string;
	redirect_uri?: string;
	code_verifier?: string;
	refresh_token?: string;
}

const grants = {
	authorization_code: {
		confidential: ['code', 'redirect_uri', 'client_secret'],
		public: ['code', 'redirect_uri', 'code_verifier'],
	},
	refresh_token: { confidential: ['refresh_token', 'client_secret'], public: ['refresh_token'] },
};

/**
 * The fields of a token request. A `client_secret` makes it a confidential client's, and then a `code_verifier` is one
 * field too many; a field Cal.com does not know is a refusal, not ignored (Cal.com API v2 source).
 */
export function readTokenFields(body: unknown): TokenFields {
	const fields = fieldsOf(body);
	if (!fields.client_id || typeof fields.client_id !== 'string') throw invalid('client_id is required');
	const grant = fields.grant_type;
	if (grant !== 'authorization_code' && grant !== 'refresh_token') {
		throw invalid("grant_type must be 'authorization_code' or 'refresh_token'");
	}
	const required = grants[grant]['client_secret' in fields ? 'confidential' : 'public'];
	const known = ['client_id', 'grant_type', ...required];
	const problems = [
		...Object.keys(fields)
			.filter((name) => !known.includes(name))
			.map((name) => `${name} property is wrong,property ${name} should not exist `),
		...required
			.filter((name) => typeof fields[name] !== 'string')
			.map((name) => `${name} property is wrong,${name} must be a string `),
	];
	if (problems.length > 0) throw invalid(problems.join(', '));
	return fields as unknown as TokenFields;
}

function invalid(description: string): OAuthError {
	return new OAuthError(400, 'invalid_request', description);
}
