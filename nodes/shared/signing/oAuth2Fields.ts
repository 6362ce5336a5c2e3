import type { INodeProperties } from 'n8n-workflow';
import type { Dialect } from '../../../oauth/dialect';
import { addressExpression } from './addressExpression';
import { abilities, olderN8nFields } from './n8nAbilities';
import { ALLOW_PLAIN_HTTP } from './ownServerFields';

/**
 * What an older n8n cannot do, in words, and the hidden fields that tell n8n where a provider's OAuth endpoints are, out of the dialect that the operations use,
 * and by what it refuses dead tokens where that is not a 401 alone.
 *
 * n8n refreshes where it exchanges: where the dialect has a URL for each, the field is an expression on whether there
 * is an execution, since there is none while somebody connects. In the editor and in a poll there is none
 * either; `refreshUrl` is for that (see `node/outsideExecution.ts`).
 *
 * @param droppedEnd a path at the end of the base URL that does not belong to it
 */
export function oAuth2UrlFields(dialect: Dialect, droppedEnd?: string): INodeProperties[] {
	const { endpoints } = dialect;
	const [authorize = '', exchange = '', refresh = ''] = ['authorize', 'exchange', 'refresh'].map((endpoint) =>
		urlExpression(endpoints[endpoint]?.url ?? '', droppedEnd),
	);
	return [
		...olderN8nFields(dialect),
		hidden('Authorization URL', 'authUrl', `={{ ${authorize} }}`),
		...(exchange === refresh
			? [hidden('Access Token URL', 'accessTokenUrl', `={{ ${exchange} }}`)]
			: [
					hidden(
						'Access Token URL',
						'accessTokenUrl',
						`={{ $executionId === "__UNKNOWN__" ? ${exchange} : ${refresh} }}`,
					),
					hidden('Refresh URL', 'refreshUrl', `={{ ${refresh} }}`),
				]),
		...deadTokenFields(dialect),
	];
}

/** By itself n8n takes a 401 alone for a dead token. It reads this where it signs for the HTTP Request node. */
export const deadTokenFields = (
	{ deadTokenStatuses: statuses }: Dialect,
	takesList = abilities.takesListOfStatuses,
): INodeProperties[] =>
	statuses && takesList ? [hidden('Token Expired Status Code', 'tokenExpiredStatusCode', [...statuses])] : [];

/** n8n sends both as they are typed, and nothing of ours comes in between when it connects. */
const AS_TYPED =
	'n8n sends it as it is typed here when it connects and refreshes: paste it without spaces, line breaks or quotation marks around it';

/** n8n's own fields for the client, with what people are to mind. */
export const oAuth2ClientFields: INodeProperties[] = [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. my-client',
		description: AS_TYPED,
	},
	{
		displayName: 'Client Secret',
		name: 'clientSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. my-client-secret',
		description: AS_TYPED,
	},
];

const hidden = (displayName: string, name: string, value: INodeProperties['default']): INodeProperties => ({
	displayName,
	name,
	type: 'hidden',
	default: value,
});

/** The hosts to which secrets may go over http, as in `http/plainHttp.ts`; to be the whole of a host, and not its beginning. */
const THIS_MACHINE = '(([\\w.-]+\\.)?localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])';

/** A template of the dialect such as `{baseUrl}/token`, as a JavaScript expression of n8n's. */
function urlExpression(template: string, droppedEnd: string | undefined): string {
	const [, field = '', path = ''] = /^\{(\w+)\}(.*)$/.exec(template) ?? [];
	const secure = `.replace(/^http:(?!\\/\\/${THIS_MACHINE}(:\\d*)?(\\/|$))/i, $self["${ALLOW_PLAIN_HTTP}"] ? "http:" : "https:")`;
	return `(${addressExpression(field, { droppedEnd })}${secure} + ${JSON.stringify(path)})`;
}
