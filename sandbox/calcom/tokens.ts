import { randomBytes, randomUUID } from 'node:crypto';

import type { Clock } from '../shared/clock';
import { signJwt } from '../shared/jwt';
import type { Settings } from './settings';

/**
 * Which of Cal.com's two dialects a token is of: that of the platform product or OAuth2. The token endpoint of one
 * does not know the tokens of the other.
 */
export type Flow = 'platform' | 'oauth2';
type TokenKind = 'access' | 'refresh';

/** An access or refresh token. Either is a JSON Web Token (Cal.com API v2 source). */
export interface Token {
	text: string;
	kind: TokenKind;
	flow: Flow;
	clientId: string;
	userId: number;
	scopes: string[];
	/** Milliseconds since 1970. */
	expiresAt: number;
	/** False once it was rotated or revoked; Cal.com has deleted it then. */
	alive: boolean;
}

type Owner = Pick<Token, 'flow' | 'clientId' | 'userId'>;

/** What one grant gives out, both for the same client and user. */
export type Pair = Record<TokenKind, Token>;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/**
 * Every token Cal.com has issued, those that have ended too: it tells a token that was replaced from one that never
 * was.
 */
export class Tokens {
	private readonly tokens = new Map<string, Token>();

	constructor(
		private readonly clock: Clock,
		private readonly settings: () => Settings,
	) {}

	issue(owner: Owner, scopes: string[] = []): Pair {
		const expiry = this.expiryOf(owner.flow);
		const create = (kind: TokenKind): Token => {
			const token = { ...owner, kind, scopes, expiresAt: expiry[kind], alive: true, text: '' };
			token.text = signJwt(this.claimsOf(token));
			this.tokens.set(token.text, token);
			return token;
		};
		return { access: create('access'), refresh: create('refresh') };
	}

	/** The token with this text, dead or expired as it may be. */
	find(text: string, flow: Flow, kind: TokenKind): Token | undefined {
		const token = this.tokens.get(text);
		return token?.flow === flow && token.kind === kind ? token : undefined;
	}

	/** Ends the tokens that match every given field; returns how many were alive. */
	revoke(which: Partial<Token>): number {
		return this.each(which, (token) => {
			token.alive = false;
		});
	}

	/** Lets the tokens that match every given field expire now; returns how many. */
	expire(which: Partial<Token>): number {
		return this.each(which, (token) => {
			token.expiresAt = this.clock.now() - 1;
		});
	}

	/** Ends a platform client's expired access tokens, as every refresh for that client does (Cal.com API v2 source). */
	sweepExpired(clientId: string): void {
		for (const token of this.matching({ flow: 'platform', clientId, kind: 'access' })) {
			if (token.expiresAt <= this.clock.now()) token.alive = false;
		}
	}

	alive(): Token[] {
		return this.matching({});
	}

	private each(which: Partial<Token>, change: (token: Token) => void): number {
		const chosen = this.matching(which);
		chosen.forEach(change);
		return chosen.length;
	}

	private matching(which: Partial<Token>): Token[] {
		const wanted = Object.entries(which) as Array<[keyof Token, unknown]>;
		return [...this.tokens.values()].filter(
			(token) => token.alive && wanted.every(([name, value]) => value === undefined || token[name] === value),
		);
	}

	private expiryOf(flow: Flow): Record<TokenKind, number> {
		const settings = this.settings();
		const now = this.clock.now();
		if (flow === 'oauth2') {
			return {
				access: now + settings.accessTokenSeconds * 1000,
				refresh: now + settings.refreshTokenSeconds * 1000,
			};
		}
		return {
			access: roundedDown(now, settings.platformAccessSeconds, minuteMs),
			refresh: roundedDown(now, settings.platformRefreshSeconds, dayMs),
		};
	}

	/** What the two kinds of tokens say about themselves; the platform's have no `exp` (Cal.com API v2 source). */
	private claimsOf({ flow, kind, clientId, userId, scopes, expiresAt }: Token): object {
		const iat = Math.floor(this.clock.now() / 1000);
		if (flow === 'platform') {
			return { type: `${kind}_token`, clientId, ownerId: userId, expiresAt, jti: randomUUID(), iat };
		}
		const what = { userId, scope: scopes, clientId, iat, exp: Math.floor(expiresAt / 1000) };
		// Without a secret in the claims, two tokens of one second would be one and the same.
		const secret = randomBytes(16).toString('base64url');
		return { ...what, token_type: kind === 'access' ? 'Access Token' : 'Refresh Token', secret };
	}
}

/**
 * The platform's expiry times fall on a whole minute or day, so tokens live a little less than promised (Cal.com API v2
 * source). Lifetimes that a test has made short stay exact, or they would be over before they began.
 */
function roundedDown(now: number, seconds: number, unitMs: number): number {
	const exact = now + seconds * 1000;
	return seconds * 1000 < 30 * unitMs ? exact : exact - (exact % unitMs);
}
