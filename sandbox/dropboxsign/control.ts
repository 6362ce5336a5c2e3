import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { paramOf } from '../shared/fields';
import { accepting, BadInput } from '../shared/input';
import { describeSession } from '../shared/tokenSessions';
import { type Account, demoAccounts } from './accounts';
import { type App, demoApps, scopes } from './apps';
import type { DropboxSignState, Grant } from './state';
import { tokenAnswer } from './tokenRoutes';

const accountSchema = z
	.object({ apiKey: z.string().min(1), isPaid: z.boolean() })
	.partial()
	.strict();
const appSchema = z
	.object({
		name: z.string().min(1),
		owner: z.string().email(),
		secret: z.string().min(1),
		callbackUrl: z.string().url(),
		scopes: z.array(z.enum(scopes)).min(1),
		isApproved: z.boolean(),
		refreshNeedsClient: z.boolean(),
	})
	.partial()
	.strict();
const whose = z
	.object({ clientId: z.string().min(1), email: z.string().min(1) })
	.partial()
	.strict();
const codeSchema = whose.extend({ state: z.string().min(1).optional() });
const expirySchema = whose.extend({ refreshTokens: z.boolean().default(false) });

/**
 * The control routes only Dropbox Sign has: accounts and apps to put and list, codes to issue, tokens to issue, list,
 * expire and revoke.
 */
export function addControlRoutes(routes: FastifyInstance, state: () => DropboxSignState): void {
	/** An app and an account there are; the first demo ones unless told which. */
	const grantOf = (given: Partial<Grant>): Grant => {
		const clientId = given.clientId ?? Object.keys(demoApps)[0] ?? '';
		const email = given.email ?? Object.keys(demoAccounts)[0] ?? '';
		if (!state().apps.find(clientId)?.oauth) throw new BadInput(`There is no app ${clientId} with OAuth`);
		if (!state().accounts.find(email)) throw new BadInput(`There is no account ${email}`);
		return { clientId, email };
	};

	routes.get('/accounts', async () => state().accounts.all().map(describeAccount));
	routes.put(
		'/accounts/:email',
		accepting(accountSchema, (account, request) => {
			const email = paramOf(request, 'email');
			state().sessions.revokeAll({ email });
			return describeAccount(state().accounts.put(email, account));
		}),
	);

	routes.get('/apps', async () => state().apps.all().map(describeApp));
	routes.put(
		'/apps/:clientId',
		accepting(appSchema, (app, request) => {
			const clientId = paramOf(request, 'clientId');
			const { apps, accounts } = state();
			if (app.owner !== undefined && !accounts.find(app.owner)) {
				throw new BadInput(`There is no account ${app.owner}`);
			}
			state().sessions.revokeAll({ clientId });
			return describeApp(apps.put(clientId, app, state().now()));
		}),
	);

	routes.post(
		'/codes',
		accepting(codeSchema, ({ state: stated, ...given }) => {
			const { codes, settings } = state();
			return { code: codes.issue({ ...grantOf(given), state: stated }, settings.codeSeconds), state: stated };
		}),
	);

	routes.get('/tokens', async () => state().sessions.all().map(describeSession));
	routes.post(
		'/tokens',
		accepting(whose, (given) => tokenAnswer(state(), state().openSession(grantOf(given)))),
	);
	routes.post(
		'/tokens/expire',
		accepting(expirySchema, ({ refreshTokens, ...given }) => ({
			expired: state().sessions.expireAll(given, refreshTokens),
		})),
	);
	routes.post(
		'/tokens/revoke',
		accepting(whose, (given) => ({ revoked: state().sessions.revokeAll(given) })),
	);
}

function describeAccount({ id, email, apiKey, isPaid }: Account): object {
	return { id, email, apiKey, isPaid };
}

function describeApp({ clientId, name, owner, isApproved, refreshNeedsClient, oauth }: App): object {
	return { clientId, name, owner, isApproved, refreshNeedsClient, ...oauth };
}
