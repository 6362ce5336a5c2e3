import { randomUUID } from 'node:crypto';
import { peerTube } from '../../nodes/PeerTube/peerTube.dialect';
import type { HttpAnswer, HttpCall } from '../../oauth/http';
import { sessionSource, type Account, type Session } from '../../oauth/sessions';
import { TokenKeeper } from '../../oauth/tokenKeeper';
import { answer } from './dialects';
import type { Stored } from '../../oauth/tokenSource';

/** The rules of PeerTube's token endpoint that matter here: both tokens rotate, the old ones die at once. */
class SessionServer {
	readonly log: string[] = [];
	now = Date.parse('2030-01-01T00:00:00Z');
	lifetime = 3600;
	fail?: (call: HttpCall) => HttpAnswer | undefined;
	private issued = 0;
	private living = { access: '', refresh: '' };

	send = async (call: HttpCall): Promise<HttpAnswer> => {
		await new Promise((resolve) => setImmediate(resolve));
		const failed = this.fail?.(call);
		this.log.push(failed ? `${call.endpoint} failed` : call.endpoint);
		return failed ?? this.answerTo(call);
	};

	/** As if somebody had signed the session out. */
	kill() {
		this.living = { access: '', refresh: '' };
	}

	private answerTo({ endpoint, body, headers }: HttpCall): HttpAnswer {
		if (endpoint === 'discoverClient') return answer(200, { client_id: 'id', client_secret: 'secret' });
		if (endpoint === 'probe')
			return answer(headers.authorization === `Bearer ${this.living.access}` ? 200 : 401, {});
		const refreshToken = new URLSearchParams(body).get('refresh_token');
		if (endpoint === 'refresh' && refreshToken !== this.living.refresh) {
			return answer(400, { code: 'invalid_grant', detail: 'refresh token is invalid' });
		}
		this.issued++;
		this.living = { access: `access-${this.issued}`, refresh: `refresh-${this.issued}` };
		const { access: access_token, refresh: refresh_token } = this.living;
		return answer(200, {
			access_token,
			refresh_token,
			expires_in: this.lifetime,
			refresh_token_expires_in: 1209599,
		});
	}
}

/** An account at a server of its own, and what keeps its session. */
export function keptAccount() {
	const server = new SessionServer();
	const now = () => server.now;
	const tokens = new TokenKeeper<Session>(now);
	const account: Account = {
		instanceUrl: `https://${randomUUID()}.example`,
		signInInputs: () => ({ username: 'alice', password: 'a password' }),
		fingerprint: 'alice',
	};
	const sourceOf = (who: Account) => sessionSource(peerTube, who, server.send, now);
	/** As n8n stores it; that of another account is not ours. */
	const storedFor = ({ fingerprint }: Account, session?: Session): Stored<Session> =>
		session && session.fingerprint !== fingerprint ? { isOfAnother: true } : { tokens: session };
	const keeper = {
		accessToken: (who: Account, session?: Session) =>
			tokens.usable(who.fingerprint, storedFor(who, session))?.accessToken,
	};
	const renew = async (stored?: Session, who = account) =>
		await tokens.renew(sourceOf(who), storedFor(who, stored));
	const look = async (session: Session) => await tokens.look(sourceOf(account), session);
	const signedIn = async () => {
		const session = (await renew()) as Session;
		keeper.accessToken(account, session);
		server.log.length = 0;
		return session;
	};
	return { server, keeper, account, renew, look, signedIn };
}
