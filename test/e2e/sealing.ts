import { packageName } from '../../host/package';
import type { Workflow, WorkflowNode } from '../../host/entities';
import type { RecordedRequest } from '../../sandbox/shared/recorder';
import type { Step } from './steps';
import type { Subject } from './subject';

type Parameters = Record<string, unknown>;
type Credentials = WorkflowNode['credentials'];

/** A sentence of 32 letters, so that nobody takes it for a real key. */
const SEAL_KEY = Buffer.from('demo: a seal key, not a real one').toString('base64');
const OWNER = 'canary';
const FAR = 100_000;

const COLUMNS = Object.entries({
	string: 'owner sealedTokens accessToken refreshToken tokenType scopes extra status reason',
	date: 'expiresAt refreshTokenExpiresAt obtainedAt',
	number: 'expiresInSeconds refreshTokenExpiresInSeconds',
}).flatMap(([type, names]) => names.split(' ').map((name) => ({ name, type })));

/** How somebody signs in, uses their tokens and ends them at one provider. */
interface Circle {
	/** The parameters that all of its operations on tokens have. */
	readonly shared: (subject: Subject) => Parameters;
	/** Ends with the tokens. */
	readonly signIn: (subject: Subject) => Array<[name: string, parameters: Parameters]>;
	readonly use: Array<[name: string, parameters: (subject: Subject) => Parameters]>;
	readonly end: [name: string, parameters: Parameters];
	/** The credential types that hold keys, by operation resource; the first one holds the client too. */
	readonly keyTypes: Record<string, string>;
}

const token = (name: string) => `={{ $json.sealedTokens || $json.${name} }}`;
const OPERATION: Record<string, string> = {
	peerTubeSessionsApi: 'session',
	fluxerSessionsOAuth2Api: 'token',
};
const CALLBACK = 'https://app.example/callback';
const CONSENT = 'Consent';

const CIRCLES: Record<string, Circle> = {
	peerTubeSessionsApi: {
		shared: ({ account }) => ({ actFor: 'fields', instanceUrl: account.data.instanceUrl }),
		signIn: ({ account: { data } }) => {
			const { username, password, twoFactorSecret } = data;
			return [['logIn', { username, password, options: { twoFactorSecret, includeRawAnswer: true } }]];
		},
		use: [['user:getCurrent', () => ({ accessToken: token('accessToken') })]],
		end: ['logOut', { accessToken: token('accessToken') }],
		keyTypes: { session: 'peerTubeSessionsSealKeyApi', user: 'peerTubeSessionsSealKeyApi' },
	},
	fluxerSessionsOAuth2Api: {
		shared: () => ({}),
		signIn: () => [
			['getAuthorizationUrl', { redirectUri: CALLBACK, scope: ['identify'], options: {} }],
			[CONSENT, {}],
			[
				'exchangeCode',
				{
					code: '={{ $json.headers.location }}',
					redirectUri: CALLBACK,
					expectedState: "={{ $('getAuthorizationUrl').item.json.state }}",
					codeVerifier: "={{ $('getAuthorizationUrl').item.json.codeVerifier }}",
					options: {},
				},
			],
		],
		use: [
			['token:introspect', () => ({ token: token('accessToken'), tokenTypeHint: 'access_token' })],
			[
				'user:getInfo',
				({ account }) => ({
					actFor: 'fields',
					apiUrl: account.data.apiUrl,
					accessToken: token('accessToken'),
				}),
			],
		],
		end: ['revoke', { token: token('refreshToken'), tokenTypeHint: 'refresh_token' }],
		keyTypes: { token: 'fluxerSessionsOAuth2Api', user: 'fluxerSessionsSealKeyApi' },
	},
};

/**
 * Goes through the life of a session twice, with its tokens in the plain and sealed: what n8n has stored of the first is
 * found, and of the second nothing is, in executions that failed as well.
 */
export const leaveNoTrace: Step = async (subject) => {
	const plain = await circle(subject, false);
	if (plain.found.length === 0)
		throw new Error('Tokens in the plain are not found either: the look is too short');
	const sealed = await circle(subject, true);
	if (sealed.tokens < 3) throw new Error(`Only ${sealed.tokens} tokens were used`);
	if (sealed.found.length > 0) throw new Error(`Tokens were left in ${[...new Set(sealed.found)].join()}`);
};

async function circle(subject: Subject, sealing: boolean): Promise<{ tokens: number; found: string[] }> {
	const { control, bench } = subject;
	await subject.account.signInToBrowser?.();
	const requests = async () => await control.send<RecordedRequest[]>('GET', '/requests');
	// The sandbox keeps the latest requests only.
	const before = (await requests()).at(-1)?.at ?? 0;
	const build = await builderOf(subject, sealing);
	await run(subject, build.life());
	await control.fault({
		kind: 'echo',
		status: 500,
		times: 20,
		path: subject.entry.tokenPath,
		method: 'POST',
	});
	await run(subject, build.brokenRefresh());
	await control.noFaults();
	const tokens = tokensIn((await requests()).filter(({ at }) => at > before));
	return { tokens: tokens.length, found: bench.storage.found(tokens) };
}

async function run({ bench: { rest } }: Subject, workflow: Workflow): Promise<void> {
	const { id } = await rest.createWorkflow(workflow);
	const execution = await rest.runWorkflow(id, 'Start');
	if (execution.status !== 'success') throw new Error(JSON.stringify(execution.error).slice(0, 400));
}

/** The workflows of one circle, which share a table. */
async function builderOf(subject: Subject, sealing: boolean) {
	const { entry, account, bench } = subject;
	const circle = CIRCLES[entry.type] as Circle;
	const resource = OPERATION[entry.type] ?? '';
	const table = `${entry.type} ${subject.credential.id} ${sealing ? 'sealed' : 'plain'}`;
	const owner = sealing ? OWNER : '';
	const keys = new Map<string, Credentials>();
	for (const [of, type] of Object.entries(circle.keyTypes)) {
		const isClient = type === entry.type;
		if (!isClient && !sealing) continue;
		const data = { ...(isClient && account.data), ...(sealing && { sealKey: SEAL_KEY }) };
		const name = `${table}: ${of}`;
		keys.set(of, { [type]: { id: await bench.rest.createCredential({ name, type, data }), name } });
	}
	const ours = (name: string, operation: string, parameters: Parameters): WorkflowNode => {
		const [of = '', verb = ''] = operation.includes(':') ? operation.split(':') : [resource, operation];
		return {
			...placed(name, `${packageName()}.${entry.node.type}`, 1, {
				...circle.shared(subject),
				resource: of,
				operation: verb,
				owner,
				...parameters,
			}),
			...(keys.has(of) && { credentials: keys.get(of) }),
			onError: 'continueRegularOutput',
		};
	};
	const rows = (name: string, operation: string, more: Parameters): WorkflowNode =>
		placed(name, 'n8n-nodes-base.dataTable', 1.1, {
			resource: 'row',
			operation,
			dataTableId: { __rl: true, mode: 'name', value: table },
			matchType: 'allConditions',
			...more,
		});
	const mapped = {
		columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
		options: {},
	};
	const where = (keyName: string, keyValue: string) => ({
		filters: { conditions: [{ keyName, condition: 'eq', keyValue }] },
	});
	const read = (name: string) => rows(name, 'get', { ...where('owner', OWNER), returnAll: true });
	const update = (name: string, id: string) => rows(name, 'update', { ...where('id', id), ...mapped });
	const anew = { minutesLeft: FAR, tokenSet: '={{ $json }}' };
	const life = () =>
		workflow(`The life of ${table}`, [
			placed('Table', 'n8n-nodes-base.dataTable', 1.1, {
				resource: 'table',
				operation: 'create',
				tableName: table,
				columns: { column: COLUMNS },
				options: {},
			}),
			...circle
				.signIn(subject)
				.map(([name, parameters]) => (name === CONSENT ? consent : ours(name, name, parameters))),
			placed('Row', 'n8n-nodes-base.set', 3.4, {
				mode: 'raw',
				jsonOutput: `={{ Object.assign({}, $json, { owner: '${OWNER}', raw: undefined }) }}`,
				options: {},
			}),
			rows('Insert', 'insert', mapped),
			read('Read'),
			ours('Ensure Fresh', 'ensureFresh', anew),
			update('Update', '={{ $json.id }}'),
			...circle.use.flatMap(([operation, parameters]) => [
				read(`Read for ${operation}`),
				ours(operation, operation, parameters(subject)),
			]),
			read('Read again'),
			ours('Refresh', 'refresh', {
				refreshToken: token('refreshToken'),
				options: { includeRawAnswer: true },
			}),
			placed('New Row', 'n8n-nodes-base.set', 3.4, {
				mode: 'raw',
				jsonOutput: `={{ Object.assign({}, $json, { owner: '${OWNER}', raw: undefined }) }}`,
				options: {},
			}),
			update('Update again', "={{ $('Read again').item.json.id }}"),
			ours('End', ...circle.end),
			read('Read what is over'),
			ours('Is it over', 'ensureFresh', { ...anew, returnDeadSessions: true }),
		]);
	const brokenRefresh = () =>
		workflow(`A failure of ${table}`, [
			read('Read'),
			ours('Refresh', 'refresh', { refreshToken: token('refreshToken'), options: {} }),
			read('Read again'),
			ours('Ensure Fresh', 'ensureFresh', anew),
		]);
	return { life, brokenRefresh };
}

const placed = (name: string, type: string, typeVersion: number, parameters: Parameters): WorkflowNode => ({
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** The browser of the user. */
const consent = placed(CONSENT, 'n8n-nodes-base.httpRequest', 4.2, {
	url: '={{ $json.url }}',
	options: {
		redirect: { redirect: { followRedirects: false } },
		response: { response: { fullResponse: true, neverError: true } },
	},
});

/** One node after the other. */
function workflow(name: string, nodes: WorkflowNode[]): Workflow {
	const all = [placed('Start', 'n8n-nodes-base.manualTrigger', 1, {}), ...nodes];
	const connections = all
		.slice(0, -1)
		.map((each, index) => [each.name, { main: [[{ node: all[index + 1]?.name, type: 'main', index: 0 }]] }]);
	return { name, nodes: all, connections: Object.fromEntries(connections), settings: {} };
}

/** All tokens that requests carried. */
function tokensIn(requests: RecordedRequest[]): string[] {
	const found = requests.flatMap(({ headers, body }) => {
		const [scheme, bearer] = String(headers.authorization ?? '').split(' ');
		const fields = Object.entries((body ?? {}) as object).filter(([name]) => /token$/i.test(name));
		return [...(scheme === 'Bearer' ? [bearer] : []), ...fields.map(([, value]) => value as unknown)];
	});
	return [...new Set(found.filter((each): each is string => typeof each === 'string' && each.length > 15))];
}
