import type { FastifyInstance, FastifyRequest } from 'fastify';

import { fieldsOf, paramOf } from '../shared/fields';
import type { Account } from './accounts';
import { appCreation, type AppUpdate, appUpdate } from './appInput';
import { type App, type AppOAuth, createSecret, type Scope } from './apps';
import { asAccount } from './authentication';
import { readInput } from './input';
import { Refusal } from './refusals';
import type { DropboxSignState } from './state';

const largestPageSize = 100;

/** `POST /api_app`, `GET|PUT|DELETE /api_app/{client_id}` and `GET /api_app/list` (Dropbox Sign API document). */
export function addAppRoutes(api: FastifyInstance, state: () => DropboxSignState): void {
	const guarded = (handle: Parameters<typeof asAccount>[2]): ReturnType<typeof asAccount> =>
		asAccount(state, ['api_app_access'], handle);

	const create = guarded((account, request, reply) => {
		const { name, ...given } = readInput(appCreation, request);
		const changes = changesOf(given, null);
		const app = state().apps.create(account.email, { name, ...changes }, state().now());
		reply.code(201);
		return { api_app: format(app, account) };
	});
	const list = guarded((account, request) => {
		const { page, size } = pageOf(request);
		const own = state()
			.apps.all()
			.filter((app) => app.owner === account.email);
		return {
			api_apps: own.slice((page - 1) * size, page * size).map((app) => format(app, account)),
			list_info: {
				num_pages: Math.max(1, Math.ceil(own.length / size)),
				num_results: own.length,
				page,
				page_size: size,
			},
		};
	});
	const read = guarded((account, request) => ({
		api_app: format(ownApp(state(), account, request), account),
	}));
	const update = guarded((account, request) => {
		const app = ownApp(state(), account, request);
		const before = app.oauth?.scopes.join();
		Object.assign(app, changesOf(readInput(appUpdate, request), app.oauth));
		const revoked =
			before !== app.oauth?.scopes.join() ? state().sessions.revokeAll({ clientId: app.clientId }) : 0;
		const warning = {
			warning_msg: 'OAuth user access grants have been revoked because the scopes of the app have changed.',
			warning_name: 'oauth_grants_revoked',
		};
		return { api_app: format(app, account), ...(revoked > 0 ? { warnings: [warning] } : {}) };
	});
	const remove = guarded(async (account, request, reply) => {
		const app = ownApp(state(), account, request);
		state().apps.delete(app);
		state().sessions.revokeAll({ clientId: app.clientId });
		return await reply.code(204).send();
	});

	api.post('/api_app', create);
	api.get('/api_app/list', list);
	api.get('/api_app/:client_id', read);
	api.put('/api_app/:client_id', update);
	api.delete('/api_app/:client_id', remove);
}

function ownApp({ apps }: DropboxSignState, account: Account, request: FastifyRequest): App {
	const app = apps.find(paramOf(request, 'client_id'));
	if (!app) throw new Refusal(404, 'not_found', 'Not found.');
	if (app.owner !== account.email) throw new Refusal(403, 'forbidden', 'This app belongs to someone else');
	return app;
}

function pageOf(request: FastifyRequest): { page: number; size: number } {
	const query = fieldsOf(request.query);
	const whole = (name: string, otherwise: number, largest: number): number => {
		const value = query[name] ?? otherwise;
		const number = Number(value);
		if (/^\d+$/.test(String(value)) && number >= 1 && number <= largest) return number;
		throw new Refusal(400, 'bad_request', `${name} is not valid`, name);
	};
	return {
		page: whole('page', 1, Number.MAX_SAFE_INTEGER),
		size: whole('page_size', 20, largestPageSize),
	};
}

/** The parts of an app that `given` sets or, with empty strings, clears. */
function changesOf(given: AppUpdate, oauth: AppOAuth | null): Partial<App> {
	const changes: Partial<App> = {};
	if (given.name !== undefined) changes.name = given.name;
	if (given.domains) changes.domains = given.domains;
	if (given.callback_url !== undefined) changes.callbackUrl = given.callback_url || null;
	if (given.oauth) changes.oauth = changedOAuth(given.oauth, oauth);
	if (given.options?.can_insert_everywhere !== undefined) {
		changes.canInsertEverywhere = given.options.can_insert_everywhere;
	}
	if (given.white_labeling_options) {
		const { reset_to_default: isReset, ...options } = given.white_labeling_options;
		changes.whiteLabeling = isReset ? null : options;
	}
	return changes;
}

/** A callback URL and scopes need each other; without both there is no OAuth. */
function changedOAuth(given: NonNullable<AppUpdate['oauth']>, old: AppOAuth | null): AppOAuth | null {
	const callbackUrl = given.callback_url ?? old?.callbackUrl ?? '';
	const scopes = (given.scopes ?? old?.scopes ?? []).filter((scope): scope is Scope => scope !== '');
	if (callbackUrl === '' && scopes.length === 0) return null;
	const missing = callbackUrl === '' ? 'callback_url' : 'scopes';
	if (callbackUrl === '' || scopes.length === 0) {
		throw new Refusal(400, 'bad_request', 'This value should not be blank', `oauth[${missing}]`);
	}
	return { callbackUrl, scopes, secret: old?.secret ?? createSecret() };
}

function format(app: App, owner: Account): object {
	return {
		callback_url: app.callbackUrl,
		client_id: app.clientId,
		created_at: app.createdAt,
		domains: app.domains,
		name: app.name,
		is_approved: app.isApproved,
		oauth: app.oauth && {
			callback_url: app.oauth.callbackUrl,
			secret: app.oauth.secret,
			scopes: app.oauth.scopes,
			charges_users: !app.oauth.scopes.includes('request_signature'),
		},
		options: { can_insert_everywhere: app.canInsertEverywhere },
		owner_account: { account_id: owner.id, email_address: owner.email },
		white_labeling_options: app.whiteLabeling,
	};
}
